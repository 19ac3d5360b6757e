import type { Locale } from '../../format/locale.ts';

/**
 * Source of a function that finds what a program would have served, in the order in which a world looks
 * for it. Where it is put, `Server` must be that of node:http.
 */
export const findAppSource = `function findApp(program) {
  for (const app of [...exportsOf(program), ...exportsOf(program.default)]) {
    if (app instanceof Server) return { kind: 'server', app };
    const hasFetch = typeof app?.fetch === 'function';
    const isClass = typeof app === 'function' && /^class\\b/.test(Function.prototype.toString.call(app));
    if (typeof app === 'function' && !isClass && !(hasFetch && !('handle' in app))) return { kind: 'handler', app };
    if (hasFetch) return { kind: 'fetch', app };
  }
  return null;
}

function exportsOf(module) {
  if (typeof module === 'function') return [module];
  if (typeof module !== 'object' || module === null) return [];
  return [module.default, module.default?.default, module.app, module.server, module.handler, module];
}
`;

const words = {
  en: {
    what: 'Starts the program in src/. An app that it exports is given a port here; one that listens by itself keeps its own.',
    folder: 'Paths that the program opens are meant from its own folder.',
    find: 'The app among what the program exports: a server, a (request, response) function, or an object with fetch.',
    listening: 'Listening on',
    taken: 'is taken by another program. End that one, or choose another with PORT in .env.',
    port: 'Port',
    none: 'The program exports no app and listens on no port.',
  },
  'pt-BR': {
    what: 'Inicia o programa em src/. O app que ele exporta recebe uma porta aqui; o que escuta por conta própria fica com a sua.',
    folder: 'Os caminhos que o programa abre valem a partir da pasta dele.',
    find: 'O app entre o que o programa exporta: um servidor, uma função (request, response) ou um objeto com fetch.',
    listening: 'Escutando em',
    taken: 'já é usada por outro programa. Encerre-o ou escolha outra com PORT em .env.',
    port: 'A porta',
    none: 'O programa não exporta um app nem escuta em porta alguma.',
  },
} as const satisfies Record<Locale, object>;

export interface StartFile {
  readonly entry: string;
  readonly hasDatabases: boolean;
  readonly locale: Locale;
}

/** start.mjs of the project: does what a world does with a program, on a real port. */
export function startFile({ entry, hasDatabases, locale }: StartFile): string {
  const text = words[locale];
  const databasesImport = hasDatabases ? "import { createMissingDatabases } from './databases.mjs';\n" : '';
  const databasesCall = hasDatabases ? 'createMissingDatabases();\n' : '';
  return `// ${text.what}
import { subscribe } from 'node:diagnostics_channel';
import { createServer, Server } from 'node:http';
import { join } from 'node:path';
${databasesImport}
${databasesCall}// ${text.folder}
process.chdir(join(import.meta.dirname, 'src'));

let listens = false;
subscribe('tracing:net.server.listen:asyncStart', () => {
  listens = true;
});
process.on('exit', (code) => {
  if (listens || code !== 0) return;
  console.error(${quoted(text.none)});
  process.exitCode = 1;
});

const found = findApp(await import(${quoted(`./src/${entry.split('/').map(encodeURIComponent).join('/')}`)}));
if (!listens && found !== null) listen(await serverOf(found));

// ${text.find}
${findAppSource}
async function serverOf({ kind, app }) {
  if (kind === 'server') return app;
  if (kind === 'handler') return createServer(app);
  const { getRequestListener } = await import('@hono/node-server');
  return createServer(getRequestListener(app.fetch.bind(app)));
}

function listen(server) {
  const port = process.env.PORT;
  server.on('error', (error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(\`${text.port} \${port} ${text.taken}\`);
    process.exitCode = 1;
  });
  server.listen({ port, host: '127.0.0.1' }, () => {
    console.log(\`${text.listening} http://localhost:\${server.address().port}\`);
  });
}
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
