/** One submission with the verdict that the task's text asks for, written before it was ever graded. */
export interface Labelled {
  readonly name: string;
  readonly sort: 'right-unusual' | 'odd-format' | 'wrong-subtle' | 'hard-coded' | 'hostile';
  readonly sql: string;
  /** Null where it must pass; otherwise the check that must catch it, and how. */
  readonly failsAt: null | { readonly check: string; readonly status: 'failed' | 'error' };
}

export const passes = null;
export const failed = (check: string) => ({ check, status: 'failed' }) as const;
export const error = (check: string) => ({ check, status: 'error' }) as const;
