import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineCode } from '../../../renderer/ui/InlineCode.tsx';
import type { Locale } from '../../format/locale.ts';
import type { Answer } from './answers.ts';
import classes from './View.module.css';
import type { AskedOf } from './view-data.ts';

interface OrderingInputProps {
  readonly asked: AskedOf<'ordering'>;
  readonly lang: Locale;
  /** Null until something was moved. */
  readonly order: readonly string[] | null;
  readonly onAnswer: (answer: Answer) => void;
  readonly labelledBy: string;
}

/** Items with a button up and a button down. The focus goes with the item that moves. */
export function OrderingInput({ asked, lang, order, onAnswer, labelledBy }: OrderingInputProps) {
  const { t } = useTranslation();
  const [announcement, setAnnouncement] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ readonly to: number; readonly step: -1 | 1 } | null>(null);
  const items = inOrder(asked.items, order);
  const move = (from: number, step: -1 | 1) => {
    const item = items[from];
    const to = from + step;
    if (item === undefined || to < 0 || to >= items.length) return;
    onAnswer(
      items
        .toSpliced(from, 1)
        .toSpliced(to, 0, item)
        .map(({ id }) => id),
    );
    setAnnouncement(t('quiz.moved', { item: plain(item.text), place: to + 1, count: items.length }));
    moved.current = { to, step };
  };
  // An item that is moved in the page loses the focus, and the next key, which may come at once, would go nowhere.
  useLayoutEffect(() => {
    if (moved.current === null || order === null) return;
    const { to, step } = moved.current;
    moved.current = null;
    list.current?.children[to]?.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus();
  }, [order]);
  return (
    <>
      <p className={classes.rule}>{t(order === null ? 'quiz.notOrdered' : 'quiz.ordered')}</p>
      <ol ref={list} className={classes.items} aria-labelledby={labelledBy}>
        {items.map(({ id, text }, at) => (
          <li key={id} className={classes.item}>
            <span className={classes.place} aria-hidden="true">
              {at + 1}
            </span>
            <span className={classes.itemText} lang={lang}>
              <InlineCode text={text} />
            </span>
            {([-1, 1] as const).map((step) => (
              <button
                key={step}
                type="button"
                className={classes.mover}
                data-step={step}
                aria-label={t(step < 0 ? 'quiz.moveUp' : 'quiz.moveDown', { item: plain(text) })}
                // Not disabled at the ends: a button that goes dead under the finger loses the focus.
                aria-disabled={step < 0 ? at === 0 : at === items.length - 1}
                onClick={() => move(at, step)}
              >
                {step < 0 ? (
                  <ArrowUp size={15} aria-hidden="true" />
                ) : (
                  <ArrowDown size={15} aria-hidden="true" />
                )}
              </button>
            ))}
          </li>
        ))}
      </ol>
      <span role="status" className="visually-hidden">
        {announcement}
      </span>
    </>
  );
}

/** Items in the learner's order; what that does not name comes after it. */
function inOrder(items: AskedOf<'ordering'>['items'], order: readonly string[] | null) {
  const place = (id: string) => {
    const at = order?.indexOf(id) ?? -1;
    return at < 0 ? items.length : at;
  };
  return items.toSorted((a, b) => place(a.id) - place(b.id));
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
