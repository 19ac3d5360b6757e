import type { Exchange, ShownCall } from '../../../sandbox/test-run-types.ts';
import { showCall, showValue } from '../../grading/show-value.ts';
import type { TestsTexts } from './texts.ts';

/** What the tests asked for in this exchange; null where they asked for nothing, or it was not kept. */
export function callOf(exchange: Exchange | null): string | null {
  const shown = exchange?.shown;
  return shown?.kind === 'answered' ? textOfCall(shown.call) : null;
}

/** What came of it, in words; null where it was not kept. */
export function answerOf(exchange: Exchange | null, texts: TestsTexts): string | null {
  if (exchange === null) return texts.noAnswer;
  const { shown } = exchange;
  if (shown === null) return null;
  switch (shown.kind) {
    case 'exports':
      return texts.otherExports;
    case 'asked':
      return texts.calledBack(textOfCall(shown.call));
    case 'ended':
      return texts.ended;
    case 'answered': {
      const { state, value, after, call } = shown;
      if (state === 'pending') return texts.promised;
      const given = state === 'threw' ? texts.threw(thrownText(value)) : unquoted(showValue(value));
      const left = showValue(after);
      // Of what is not copied nobody can say here whether it has changed.
      const isChanged = showValue(call.args) !== left && !left.includes(elsewhere);
      return isChanged ? `${given}\n${texts.argsLeft}: ${left}` : given;
    }
  }
}

function textOfCall({ act, label, args }: ShownCall): string {
  if (act === 'get') return label;
  return unquoted(act === 'set' ? `${label} = ${showValue(args[0])}` : showCall(label, args));
}

const elsewhere = '"[object]"';

/** What stands for a function or an object that was not copied is no text. */
function unquoted(text: string): string {
  return text.replaceAll(/"(\[(?:object|function [^"\]]*)\])"/g, '$1');
}

function thrownText(value: Parameters<typeof showValue>[0]): string {
  if (typeof value !== 'object' || value === null || !('message' in value)) return showValue(value);
  return `${String(value.name)}: ${String(value.message)}`;
}
