// Imported before any TypeScript: stops with one sentence on a Node that cannot run Backline.
const [major] = process.versions.node.split('.').map(Number);
if (major < 26) {
  console.error(
    `Backline runs on Node 26, which "npm ci" brings with it, and this is Node ${process.versions.node}: run "npm ci", then start it through npm, for example "npm start".`,
  );
  process.exit(2);
}
