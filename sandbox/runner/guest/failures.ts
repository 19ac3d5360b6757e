import type { Failure, Limits, SourceLocation } from '../../types.ts';

/** An error of the guest's, as it crossed: text only. */
export interface ErrorReport {
  readonly name: string;
  /** The language's own classes that it extends beside Error and the one it is named after. */
  readonly extends?: readonly string[];
  readonly message: string;
  readonly stack: string;
  readonly code: string | null;
}

/** What isolated-vm threw at us when an entry did not come back, as a failure; null where it is an error of the guest's. */
export function limitFailure(error: unknown, limits: Limits, outOfTime: () => Failure): Failure | null {
  const message = String((error as { message?: unknown } | null)?.message ?? error);
  if (/Script execution timed out/.test(message)) {
    return outOfTime();
  }
  if (/disposed|memory limit|out of memory|Array buffer allocation failed|catastrophic/i.test(message)) {
    return { kind: 'memory', limitMiB: limits.memoryMiB };
  }
  return null;
}

export function exceptionFailure(report: ErrorReport, limits: Limits): Failure {
  if (report.name === 'RangeError' && report.message === 'Array buffer allocation failed') {
    return { kind: 'memory', limitMiB: limits.memoryMiB };
  }
  const stack = learnersStack(report.stack) || `${report.name}: ${report.message}`;
  return {
    kind: 'exception',
    name: report.name,
    ...(report.extends === undefined || report.extends.length === 0 ? {} : { extends: report.extends }),
    message: report.message,
    stack,
    location: firstLocation(stack),
  };
}

/** An error that isolated-vm copied out (an unhandled rejection), as a report. */
export function reportOf(error: unknown): ErrorReport {
  if (typeof error !== 'object' || error === null)
    return { name: typeof error, message: String(error), stack: '', code: null };
  const { name, message, stack, code } = error as Record<string, unknown>;
  const text =
    typeof stack === 'string' ? stack.replace(/\n\s+at \(<isolated-vm boundary>\)[\s\S]*$/, '') : '';
  const heading = /^([A-Za-z_$][\w$]*)(?: \[[^\]]*\])?:/.exec(text)?.[1];
  return {
    name: heading ?? (typeof name === 'string' ? name : 'Error'),
    message: typeof message === 'string' ? message : '',
    stack: text,
    code: typeof code === 'string' ? code : null,
  };
}

/** The heading and the learner's own frames, with paths as they named them. */
function learnersStack(stack: string): string {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  const heading = first < 0 ? lines : lines.slice(0, first);
  const frames =
    first < 0
      ? []
      : lines.slice(first).filter((line) => /(?:file:\/\/)?\/app\/(?!node_modules\/)/.test(line));
  return [...heading, ...frames].join('\n').replaceAll(/(?:file:\/\/)?\/app\/(?!node_modules\/)/g, '');
}

function firstLocation(stack: string): SourceLocation | null {
  const match = /\n\s+at (?:.*\()?([^\s()]+):(\d+):(\d+)\)?/.exec(stack);
  if (match === null) return null;
  return { file: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) };
}
