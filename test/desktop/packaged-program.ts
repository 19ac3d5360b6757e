import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';

/**
 * Runs a packaged shell on the Node that it carries, with a stand-in for Electron, asks its host
 * for what a window would and prints the answers. Arguments: the package's resources, a data folder.
 */
const [resources = '', dataFolder = ''] = process.argv.slice(2);
const standIn = new URL('./electron-stand-in.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const electron: typeof import('./electron-stand-in.ts') = await import(standIn);
electron.startAnew(dataFolder);
electron.play.isPackaged = true;
Object.assign(process, { resourcesPath: resources });
await import(join(resources, 'app/dist/electron/main.js'));
while (electron.play.windows.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));

electron.app.exit = (code) => {
  if (code !== 0) console.error(electron.play.callsOf('dialog.showErrorBox').flat().join('\n'));
  process.exit(code);
};
electron.ipcRenderer.send('backline:ask-for-port');
const frame = electron.play.windows[0]?.webContents.mainFrame;
const port = frame?.received[0]?.ports[0]?.port;
let lastId = 0;
const call = (method: string, input: object): Promise<unknown> => {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    port?.on('message', (text: string) => {
      const message = JSON.parse(text);
      if (message.id === id && message.type !== 'progress') resolve(message.output ?? message.error);
    });
    port?.postMessage(JSON.stringify({ type: 'call', id, method, input }));
  });
};

const { active } = (await call('profiles.list', {})) as { active: string };
const info = await call('app.info', {});
const submit = (exerciseId: string, file: string): Promise<unknown> => {
  const solution = readFileSync(join(resources, 'app/lessons/packs', exerciseId, 'solution', file), 'utf8');
  return call('grade.submit', { profileId: active, exerciseId, files: { [file]: solution }, locale: 'en' });
};
const graded = [
  await submit('foundations/select/find-products', 'query.sql'),
  await submit('foundations/crud-express-sqlite/products-api', 'app.ts'),
];
console.log(JSON.stringify({ info, graded }));
port?.close();
electron.app.emit('will-quit', { preventDefault: () => {} });
