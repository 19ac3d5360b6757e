import type { SourceLocation } from '../../types.ts';
import type { TranspiledFile } from './transpile.ts';

type Files = (path: string) => TranspiledFile | undefined;

/** The learner's file, line and column of a position in the code that runs. */
export function learnersPlace(place: unknown, files: Files): SourceLocation | null {
  const known = read(place);
  if (known === null) return null;
  const file = /^(?:file:\/\/)?\/app\/(?!node_modules\/)(.+)$/.exec(known.file)?.[1];
  if (file === undefined) return null;
  const original = files(file)?.original(known.line, known.column) ?? known;
  return { file, line: original.line, column: original.column };
}

/** How a stack trace names the position: the learner's place, or the module on the shelf it is in. */
export function frameText(
  place: unknown,
  files: Files,
  shelfLines: ReadonlyArray<readonly [line: number, name: string]>,
): string | null {
  const known = read(place);
  if (known === null) return null;
  if (known.file === 'backline:shelf') {
    const module = shelfLines.findLast(([line]) => line <= known.line);
    return module === undefined ? null : `${module[1]}:${known.line - module[0] + 1}:${known.column}`;
  }
  const own = learnersPlace(place, files);
  if (own === null) return null;
  const scheme = known.file.startsWith('file://') ? 'file://' : '';
  return `${scheme}/app/${own.file}:${own.line}:${own.column}`;
}

function read(place: unknown): { file: string; line: number; column: number } | null {
  if (!Array.isArray(place)) return null;
  const [file, line, column] = place as unknown[];
  if (typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return null;
  return { file: file.slice(0, 1024), line, column };
}
