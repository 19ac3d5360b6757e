import { textIn } from '../../format/locale.ts';
import { type Asking, type Judge, prose, right, unreadable, wrong } from './judge.ts';
import type { Choice } from './schema.ts';
import { quizTexts } from './texts.ts';

/** One option, or the set of all that are right. */
export function judgeChoice({ options, several }: Choice, asking: Asking): Judge {
  const texts = quizTexts[asking.locale];
  const rightIds = options.filter((option) => option.right).map(({ id }) => id);
  const isSeveral = several ?? rightIds.length > 1;
  /** What is said of options, one paragraph each. */
  const explain = (ids: ReadonlySet<string>) => {
    const paragraphs = options
      .filter(({ id }) => ids.has(id))
      .map((option) => {
        const text = textIn(option.text, asking.locale);
        return `${option.right ? texts.rightOption(text) : texts.wrongOption(text)}\n${textIn(option.why, asking.locale)}`;
      });
    return prose(texts.why, paragraphs.join('\n\n'));
  };
  const all = new Set(options.map(({ id }) => id));

  return (answer) => {
    const chosen = new Set([answer].flat());
    const unknown = [...chosen].find((id) => !all.has(id));
    if (unknown !== undefined)
      return unreadable(texts.noOption(unknown), texts.optionsAre([...all].join(', ')));
    if (!isSeveral && chosen.size > 1) return unreadable(texts.onlyOne, texts.onlyOneNext);
    const taken = rightIds.filter((id) => chosen.has(id)).length;
    const mistaken = chosen.size - taken;
    if (taken === rightIds.length && mistaken === 0) return right([explain(all)]);
    const message = isSeveral ? texts.someChosen(taken, mistaken) : texts.wrongChoice;
    const nextStep = mistaken > 0 ? texts.choiceNext : texts.moreNext;
    return wrong(message, nextStep, [explain(asking.reveal === 'all' ? all : chosen)]);
  };
}
