import type { Locale } from '../format/locale.ts';
import type { Check } from '../format/report.ts';

type Files = Readonly<Record<string, string>>;

/** What the window gives to the view of a kind that is not answered in the editor. */
export interface KindViewProps {
  /** What the kind's `viewData` made. */
  readonly data: unknown;
  /** The language of the exercise's texts. */
  readonly lang: Locale;
  /** The learner's files. The view reads its answers from the entry and writes them there. */
  readonly files: Files;
  readonly entry: string;
  readonly onType: (path: string, text: string) => void;
  /** What was graded last, so that a verdict can stand beside its answer while that is unchanged. */
  readonly graded: { readonly files: Files; readonly checks: readonly Check[] } | null;
  /** Shows the entry as text, for what the view cannot read. */
  readonly onEditAsText: () => void;
}
