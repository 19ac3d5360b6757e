import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'node_modules');

export interface NewProcesses {
  readonly twentyRequests: () => Promise<void>;
  readonly close: () => void;
}

/** What graders commonly do: a Node process per submission that serves the app and sends it 20 requests. */
export function newProcesses(app: string): NewProcesses {
  const folder = mkdtempSync(join(tmpdir(), 'backline-bench-'));
  const from = (name: string) => JSON.stringify(join(packages, name));
  const program = app
    .replace(
      "import express from 'express'",
      `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst express = require(${from('express')})`,
    )
    .replace("import Database from 'better-sqlite3'", `const Database = require(${from('better-sqlite3')})`)
    .replace("new Database('notes.db')", "new Database(':memory:')")
    .replace(
      'export default app;',
      `db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
const server = app.listen(0, '127.0.0.1', async () => {
  const at = 'http://127.0.0.1:' + server.address().port;
  for (let index = 0; index < 20; index += 1) {
    const post = index % 2 === 0;
    const answer = await fetch(at + (post ? '/notes' : '/notes/' + (index + 1) / 2), post ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"text":"a note"}' } : {});
    if (answer.status !== (post ? 201 : 200)) process.exit(1);
    await answer.json();
  }
  process.exit(0);
});`,
    );
  const path = join(folder, 'app.mjs');
  writeFileSync(path, program);
  return {
    twentyRequests: () => run(path),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(path: string): Promise<void> {
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the program ended with ${code}`)),
    );
  });
}
