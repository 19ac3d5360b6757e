import { isMap, parseDocument } from 'yaml';
import { z } from 'zod';
import { parseYaml } from '../../format/yaml-source.ts';

/** An option's id, a text, or ids in order. */
export type Answer = string | readonly string[];

export interface Answers {
  readonly byQuestion: Readonly<Record<string, Answer>>;
  /** The line on which a question's answer begins. */
  readonly lineOf: (question: string) => number;
}

/** What keeps the file from being read: it is no YAML, or it is no answers, or longer than any. */
export interface UnreadableAnswers {
  readonly reason: 'yaml' | 'shape' | 'too-long';
  readonly line: number;
}

/** It is read for each check, so its length is bounded, in characters. */
const longestFile = 64 * 1024;

const answersSchema = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .nullable()
  .transform((answers) => answers ?? {});

/**
 * Reads a file of answers: a map of a question's id to its answer. Every answer is taken as the text
 * that was written, so that `1.0` and `no` stay what they are.
 */
export function readAnswers(file: string, text: string): Answers | UnreadableAnswers {
  if (text.length > longestFile) return { reason: 'too-long', line: 1 };
  const untyped = { file, text, scalars: 'text' } as const;
  const parsed = parseYaml(untyped, answersSchema);
  if (parsed.ok) {
    return { byQuestion: parsed.value, lineOf: (question) => parsed.lineOf([question]) };
  }
  const isYaml = parseYaml(untyped, z.unknown()).ok;
  return { reason: isYaml ? 'shape' : 'yaml', line: parsed.problems[0]?.line ?? 1 };
}

/** An answer that says nothing is none. */
export function answerTo(answers: Answers, question: string): Answer | undefined {
  const answer = Object.hasOwn(answers.byQuestion, question) ? answers.byQuestion[question] : undefined;
  const isEmpty = answer === undefined || (typeof answer === 'string' ? answer.trim() : answer).length === 0;
  return isEmpty ? undefined : answer;
}

/** The file with one answer changed; comments and the other answers stay. */
export function withAnswer(text: string, question: string, answer: Answer): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  // What is no map of answers holds nothing worth keeping.
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) {
    return withAnswer('', question, answer);
  }
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (isMap(document.contents)) document.contents.flow = false;
  document.set(question, document.createNode(answer));
  return document.toString({ lineWidth: 0 });
}
