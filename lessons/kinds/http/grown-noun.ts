import { type Locale, textIn } from '../../format/locale.ts';
import type { HttpBudget } from './budget-schema.ts';
import { budgetTexts } from './budget-texts.ts';

/** What the data has more and more of, in the author's words or by its table: "orders". */
export function grownNoun({ of, generate }: HttpBudget, locale: Locale): string {
  if (of !== undefined) return textIn(of, locale);
  const table = generate.tables.find(({ rows }) => typeof rows !== 'number')?.table ?? '';
  return budgetTexts[locale].rowsOf(table);
}
