import { asText, coded } from './checked.ts';
import type { Crossing, Side } from './crossing.ts';
import type { SentParcel } from './read-parcel.ts';

export interface AcrossDeps {
  /** The other program that this one is joined to, while there is one. */
  readonly joined: () => { readonly crossing: Crossing; readonly side: Side } | null;
  readonly testEnded: (name: unknown, status: unknown, report: unknown) => void;
}

/** What tests and the module they test ask of the host. */
export function acrossCalls({
  joined,
  testEnded,
}: AcrossDeps): Record<string, (...args: unknown[]) => unknown> {
  const ends = () => {
    const found = joined();
    if (found === null) throw coded('ERR_HOST', 'There is no other program here.');
    return found;
  };
  return {
    'across.perform'(act, parcel) {
      const { crossing, side } = ends();
      return crossing.perform(side, act, asParcel(parcel));
    },
    'across.settled'(token, state, parcel) {
      const { crossing, side } = ends();
      crossing.settled(side, token, asText(state, 20), asParcel(parcel));
    },
    'test.ended': testEnded,
  };
}

function asParcel(given: unknown): SentParcel {
  const { values, nodes } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return { values: Array.isArray(values) ? values : [], nodes: Array.isArray(nodes) ? nodes : [] };
}
