import type { Locale } from '../../lessons/format/locale.ts';
import { describeFailure } from '../../lessons/grading/describe-failure.ts';
import type { Failure } from '../../sandbox/types.ts';
import { runWords } from './words.ts';

/** Why a program that is served stopped, in a person's words: what happened, the stack, what to look at. */
export function failureText(failure: Failure, locale: Locale): string {
  const words = runWords[locale];
  if (failure.kind === 'crash') return `${words.crashed} (${failure.message})`;
  if (failure.kind === 'exception') {
    if (failure.name === 'ProcessExit') return words.exited(/\((-?\d+)\)/.exec(failure.message)?.[1] ?? '0');
    return failure.stack;
  }
  if (failure.kind === 'import' && failure.location === null) return words.noFile(failure.specifier);
  if (failure.kind === 'import' && /^\.{0,2}\//.test(failure.specifier)) {
    const { file, line } = failure.location ?? { file: '', line: 0 };
    const text = words.noImport(failure.specifier, `${file}:${line}`);
    return failure.nearest.length > 0 ? `${text} → ${failure.nearest.join(', ')}` : text;
  }
  const { message, nextStep } = describeFailure(failure, locale);
  return nextStep === null ? message : `${message}\n${nextStep}`;
}
