import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../../renderer/ui/class-names.ts';
import type { Locale } from '../../format/locale.ts';
import { LineOfCode, useLineTokens } from './LineOfCode.tsx';
import { MarkNote } from './MarkNote.tsx';
import { isSamePlace, type Mark } from './marks.ts';
import classes from './View.module.css';
import type { FileView, LineView, ReviewView } from './view-data.ts';

interface FileReviewProps {
  readonly file: FileView;
  readonly categories: ReviewView['categories'];
  readonly lang: Locale;
  readonly marks: readonly Mark[];
  /** Sets the mark at a place, or takes it away. */
  readonly onMark: (place: Mark, mark: Mark | null) => void;
}

const signs = { same: ' ', removed: '−', added: '+' } as const;
const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };

/** A file whose lines are buttons. Arrow keys go from line to line, so that Tab passes the file in one step. */
export function FileReview({ file, categories, lang, marks, onMark }: FileReviewProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState(() => firstChange(file));
  const tokens = useLineTokens(file);
  const goTo = (event: KeyboardEvent, at: number) => {
    const step = steps[event.key];
    const last = file.lines.length - 1;
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? last
          : step === undefined
            ? null
            : Math.min(last, Math.max(0, at + step));
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    list.current?.querySelector<HTMLElement>(`[data-line="${next}"]`)?.focus();
  };
  return (
    <section className={classes.file} aria-labelledby={headingId}>
      <h2 id={headingId} className={classes.path} translate="no">
        {file.path}
      </h2>
      <ol ref={list} className={classes.lines}>
        {file.lines.map((line, at) => {
          const place = placeOf(file.path, line);
          const mark = marks.find((one) => isSamePlace(one, place)) ?? null;
          const number = `${line.before}:${line.after}`;
          return (
            <li key={number}>
              <button
                type="button"
                data-line={at}
                tabIndex={at === current ? 0 : -1}
                aria-pressed={mark !== null}
                className={classNames(classes.line, classes[line.mark], mark && classes.marked)}
                onFocus={() => setCurrent(at)}
                onClick={() => onMark(place, mark === null ? place : null)}
                onKeyDown={(event) => goTo(event, at)}
              >
                <span className="visually-hidden">
                  {t(`review.line.${line.mark}`, { line: place.line })}{' '}
                </span>
                {file.isChange && (
                  <span className={classes.lineNumber} aria-hidden="true">
                    {line.before}
                  </span>
                )}
                <span className={classes.lineNumber} aria-hidden="true">
                  {line.after}
                </span>
                <span className={classes.sign} aria-hidden="true">
                  {signs[line.mark]}
                </span>
                <LineOfCode text={line.text} tokens={tokens(line)} />
              </button>
              {mark && (
                <MarkNote
                  mark={mark}
                  categories={categories}
                  lang={lang}
                  onChange={(changed) => onMark(mark, changed)}
                />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** A line is marked by its new number; one that was taken away by its old one. */
function placeOf(file: string, line: LineView): Mark {
  return line.after === null
    ? { file, line: line.before ?? 1, side: 'before' }
    : { file, line: line.after, side: 'after' };
}

function firstChange({ lines }: FileView): number {
  return Math.max(
    0,
    lines.findIndex(({ mark }) => mark !== 'same'),
  );
}
