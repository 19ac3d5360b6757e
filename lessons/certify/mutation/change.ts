/** One small mistake, made at one place of a text. */
export interface Change {
  /** What sort of mistake it is, as its author reads it. */
  readonly operator: string;
  /** From here to there (not included) the text is replaced. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change to a file of the solution. */
export interface FileChange extends Change {
  readonly file: string;
}

type Files = Readonly<Record<string, string>>;

/** How a kind's solution can be wrong: every place where one of its operators applies. It must be pure. */
export type Mutator<E> = (
  exercise: E,
  given: { readonly solution: Files; readonly starter: Files; readonly resources: Files },
) => readonly FileChange[];

export function applied(source: string, { start, end, text }: Change): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** Every change once, in the order of the text; a change that changes nothing is none. */
export function tidied<C extends Change>(source: string, changes: readonly C[]): readonly C[] {
  const seen = new Set([source]);
  return [...changes]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter((change) => {
      const made = applied(source, change);
      if (seen.has(made)) return false;
      seen.add(made);
      return true;
    });
}
