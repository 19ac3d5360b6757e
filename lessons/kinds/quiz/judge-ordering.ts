import { textIn } from '../../format/locale.ts';
import { type Asking, explained, type Judge, prose, right, unreadable, wrong } from './judge.ts';
import { firstOutOfPlace } from './right-order.ts';
import type { Ordering, OrderingItem } from './schema.ts';
import { quizTexts } from './texts.ts';

/** Every item once, in a right order. */
export function judgeOrdering({ items, why }: Ordering, asking: Asking): Judge {
  const texts = quizTexts[asking.locale];
  const all = items.flat();
  const numbered = (list: readonly OrderingItem[]) =>
    list.map(({ text }, at) => `${at + 1}. ${textIn(text, asking.locale)}`).join('\n');
  return (answer) => {
    const ids = [answer].flat();
    const unknown = ids.find((id) => !all.some((item) => item.id === id));
    const itemsAre = texts.itemsAre(
      all
        .map(({ id }) => id)
        .toSorted()
        .join(', '),
    );
    if (unknown !== undefined) return unreadable(texts.noItem(unknown), itemsAre);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) return unreadable(texts.itemTwice(twice), itemsAre);
    const left = all.length - ids.length;
    if (left > 0) return unreadable(texts.itemsLeft(left), itemsAre);
    const at = firstOutOfPlace(items, ids);
    if (at === null) return right([explained(why, asking)]);
    const given = ids.flatMap((id) => all.find((item) => item.id === id) ?? []);
    const own = prose(texts.yourAnswer, numbered(given));
    const shown =
      asking.reveal === 'all' ? [prose(texts.rightOrder, numbered(all)), explained(why, asking)] : [];
    return wrong(texts.outOfPlace(at), texts.orderNext, [own, ...shown]);
  };
}
