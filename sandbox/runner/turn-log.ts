import type { Happening } from '../turns.ts';
import type { GuestEvents } from './guest-contract.ts';

/** Tells each line as it is printed; what is too much for one turn is counted, and told at its end. */
export function turnLog(
  mostBytes: number,
  tell: (happenings: readonly Happening[]) => void,
): { readonly log: GuestEvents['log']; endTurn(): void } {
  let bytes = 0;
  let leftOut = 0;
  return {
    log(level, text, location) {
      // An empty line takes room too.
      bytes += text.length + 1;
      if (bytes > mostBytes) leftOut += 1;
      else tell([{ kind: 'log', line: { level, text, location } }]);
    },
    endTurn() {
      if (leftOut > 0) tell([{ kind: 'log-left-out', lines: leftOut }]);
      bytes = 0;
      leftOut = 0;
    },
  };
}
