import { isNode, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import { parseYaml } from '../../format/yaml-source.ts';
import type { Side } from './schema.ts';

/** One line that a learner says is defective. */
export interface Mark {
  readonly file: string;
  readonly line: number;
  readonly side: Side;
  readonly category?: string | undefined;
  readonly comment?: string | undefined;
}

export interface Marks {
  readonly list: readonly Mark[];
  /** The line of the file on which a mark begins. */
  readonly lineOf: (at: number) => number;
}

/** What keeps the file from being read: it is no YAML, or it is no list of marks, or longer than any. */
export interface UnreadableMarks {
  readonly reason: 'yaml' | 'shape' | 'too-long';
  readonly line: number;
}

/** It is read for each check, so its length is bounded, in characters. */
const longestFile = 64 * 1024;

const marksSchema = z
  .array(
    z.strictObject({
      file: z.string(),
      line: z
        .string()
        .regex(/^\d{1,7}$/)
        .transform(Number),
      side: z.enum(['after', 'before']).default('after'),
      category: z.string().optional(),
      comment: z.string().optional(),
    }),
  )
  .nullable()
  .transform((marks) => marks ?? []);

/** Reads a learner's marks: a list of files and lines. */
export function readMarks(file: string, text: string): Marks | UnreadableMarks {
  if (text.length > longestFile) return { reason: 'too-long', line: 1 };
  const untyped = { file, text, scalars: 'text' } as const;
  const parsed = parseYaml(untyped, marksSchema);
  if (parsed.ok) return { list: parsed.value, lineOf: (at) => parsed.lineOf([at]) };
  const isYaml = parseYaml(untyped, z.unknown()).ok;
  return { reason: isYaml ? 'shape' : 'yaml', line: parsed.problems[0]?.line ?? 1 };
}

/** Whether two marks are on the same line; what is said of it may differ. */
export function isSamePlace(a: Mark, b: Mark): boolean {
  return a.file === b.file && a.line === b.line && a.side === b.side;
}

/** The file with one mark set, changed, or taken away (null); the other marks and the comments stay. */
export function withMark(text: string, place: Mark, mark: Mark | null): string {
  const read = readMarks('', text);
  const document = parseDocument(text, { schema: 'failsafe' });
  // What is no list of marks holds nothing worth keeping.
  if ('reason' in read) return withMark('', place, mark);
  if (document.contents === null) document.contents = document.createNode([]) as never;
  if (isSeq(document.contents)) document.contents.flow = false;
  const at = read.list.findIndex((one) => isSamePlace(one, place));
  if (mark === null) document.deleteIn([at]);
  else {
    const node = document.createNode(asWritten(mark));
    const before = document.getIn([at], true);
    if (isNode(before)) node.commentBefore = before.commentBefore ?? null;
    if (at < 0) document.addIn([], node);
    else document.setIn([at], node);
  }
  return document.toString({ lineWidth: 0 });
}

/** Only what says something; in order of how a person would write it. */
function asWritten({ file, line, side, category = '', comment = '' }: Mark): Record<string, string> {
  return {
    file,
    line: String(line),
    ...(side === 'before' && { side }),
    ...(category !== '' && { category }),
    ...(comment !== '' && { comment }),
  };
}
