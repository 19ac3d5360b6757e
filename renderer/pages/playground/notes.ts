import type { PlaygroundNotes, PlaygroundRequest } from '../../../host/contract/playground.ts';
import { playgroundFile } from '../../../host/contract/playground-file.ts';
import type { Files } from '../exercise/draft-keeper.ts';

export const emptyRequest: PlaygroundRequest = { method: 'GET', path: '/', headers: [], body: null };

/** How a playground's files are run, from the file among them that says so. One that cannot be read gives what works. */
export function readNotes(files: Files): PlaygroundNotes {
  const found = parse(files[playgroundFile]);
  return {
    world: { entry: 'app.ts', databases: {}, env: {}, startTime: null, ...found.world },
    draft: { ...emptyRequest, ...found.draft },
    requests: found.requests ?? [],
    sql: found.sql ?? '',
  };
}

export function writeNotes(notes: PlaygroundNotes): string {
  return `${JSON.stringify(notes, null, 2)}\n`;
}

/** The files that a person sees and the program is made of. */
export function programFiles(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path !== playgroundFile));
}

/** The files with one under another name, and what is run following it. */
export function renameFile(files: Files, from: string, to: string): Files {
  const notes = readNotes(files);
  const { entry, databases } = notes.world;
  const world = {
    ...notes.world,
    entry: entry === from ? to : entry,
    databases: Object.fromEntries(
      Object.entries(databases).map(([name, file]) => [name, file === from ? to : file]),
    ),
  };
  const renamed = Object.entries(files).map(([path, text]) => [path === from ? to : path, text]);
  return { ...Object.fromEntries(renamed), [playgroundFile]: writeNotes({ ...notes, world }) };
}

/** Whether the world is made of this file, so that it cannot be taken away. */
export function isNeeded(files: Files, path: string): boolean {
  const { entry, databases } = readNotes(files).world;
  return path === entry || Object.values(databases).includes(path);
}

function parse(text: string | undefined): Partial<PlaygroundNotes> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
