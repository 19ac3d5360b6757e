import { breaksAt, type Corpus, failsAt, type Labelled, openAt, passes } from '../labelled.ts';

const every = ['leaks', 'money', 'careful'] as const;
const file = 'routes/orders.ts';

type Line = readonly [line: number, category: string, side?: 'before'];

/** The three defects, each at the line where most people would mark it. */
const city: Line = [11, 'injection'];
const owner: Line = [8, 'access', 'before'];
const price: Line = [26, 'trust'];

function marks(...lines: readonly Line[]): string {
  return lines
    .map(
      ([line, category, side]) =>
        `- {file: ${file}, line: ${line}, category: ${category}${side ? `, side: ${side}` : ''}}\n`,
    )
    .join('');
}

function review(submission: Omit<Labelled, 'files'> & { readonly text: string }): Labelled {
  const { text, ...label } = submission;
  return { ...label, files: { 'review.yaml': text } };
}

const submissions: readonly Labelled[] = [
  review({
    name: 'each defect at another of its places',
    sort: 'right-unusual',
    failsAt: passes,
    text: marks([10, 'injection'], [18, 'access'], [30, 'trust']),
  }),
  review({
    name: 'what was taken away, for two of the three',
    sort: 'right-unusual',
    failsAt: passes,
    text: marks([20, 'trust', 'before'], owner, [12, 'injection']),
  }),
  review({
    name: 'every line of a defect, and one harmless line',
    sort: 'right-unusual',
    failsAt: passes,
    text: marks([10, 'injection'], [11, 'injection'], [12, 'injection'], owner, price, [9, 'injection']),
  }),
  review({
    name: 'JSON, with comments in two languages',
    sort: 'odd-format',
    failsAt: passes,
    text: JSON.stringify([
      {
        comment: 'Qualquer um lê tudo: "aspas" e \n linhas',
        category: 'injection',
        line: 11,
        file,
        side: 'after',
      },
      { file, line: 19, category: 'access', comment: '' },
      { file, line: 26, category: 'trust', comment: 'x'.repeat(5000) },
    ]),
  }),
  review({
    name: 'numbers between quotes, blanks, and comments of YAML',
    sort: 'odd-format',
    failsAt: passes,
    text: `---\n# one\n-   file:   "${file}"\n    line: '11'\n    category: injection # sure\n\n-\n  line: 8\n  side: before\n  file: ${file}\n  category: 'access'\n- {file: ${file}, line: "26", category: trust}\n...\n`,
  }),
  review({
    name: 'the price is not noticed',
    sort: 'wrong-subtle',
    failsAt: failsAt('money'),
    text: marks(city, owner),
  }),
  review({
    name: 'the missing owner is not noticed',
    sort: 'wrong-subtle',
    failsAt: failsAt('leaks'),
    text: marks(city, price),
  }),
  review({
    name: 'the injection at the line of the request above',
    sort: 'wrong-subtle',
    failsAt: failsAt('leaks'),
    text: marks([9, 'injection'], owner, price),
  }),
  review({
    name: 'the owner in the old text, one line too low',
    sort: 'wrong-subtle',
    failsAt: breaksAt(...every),
    text: marks(city, [9, 'access', 'before'], price),
  }),
  review({
    name: 'the line of the new text with the number of the old',
    sort: 'wrong-subtle',
    failsAt: failsAt('leaks'),
    text: marks(city, [8, 'access'], price),
  }),
  review({
    name: 'all places right and two sorts exchanged',
    sort: 'wrong-subtle',
    failsAt: failsAt('leaks', 'money'),
    text: marks(city, [8, 'trust', 'before'], [26, 'access']),
  }),
  review({
    name: 'all defects and two harmless lines',
    sort: 'wrong-subtle',
    failsAt: failsAt('careful'),
    text: marks(city, owner, price, [7, 'injection'], [27, 'trust']),
  }),
  review({
    name: 'without sorts',
    sort: 'wrong-subtle',
    failsAt: failsAt('leaks', 'money'),
    text: `- {file: ${file}, line: 11}\n- {file: ${file}, line: 8, side: before}\n- {file: ${file}, line: 26}\n`,
  }),
  review({
    name: 'nothing is marked',
    sort: 'wrong-subtle',
    failsAt: failsAt(...every),
    text: '[]\n',
  }),
  review({
    name: 'every line of the new text',
    sort: 'hostile',
    failsAt: failsAt('careful', 'leaks', 'money'),
    text: marks(...Array.from({ length: 35 }, (_, at): Line => [at + 1, 'injection'])),
  }),
  review({
    name: 'every line of both texts, with every sort',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: marks(
      ...['injection', 'access', 'trust'].flatMap((category) =>
        Array.from({ length: 35 }, (_, at) => [
          [at + 1, category] as const,
          ...(at < 26 ? [[at + 1, category, 'before'] as const] : []),
        ]).flat(),
      ),
    ),
  }),
  review({
    name: 'every sort at the three right lines',
    sort: 'hostile',
    failsAt: { leaks: 'open', money: 'open', careful: 'open' },
    text: marks(
      ...['injection', 'access', 'trust'].flatMap((category) => [
        [11, category] as const,
        [8, category, 'before'] as const,
        [26, category] as const,
      ]),
    ),
  }),
  review({
    name: 'lines that are not there',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: marks([9_999_999, 'injection'], [0, 'access'], [36, 'trust']),
  }),
  review({
    name: 'a range in place of a line',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: `- {file: ${file}, line: [1, 35], category: injection}\n`,
  }),
  review({
    name: 'a file that is not there',
    sort: 'wrong-subtle',
    failsAt: breaksAt(...every),
    text: `- {file: orders.ts, line: 11, category: injection}\n- {file: ../after.ts, line: 26, category: trust}\n`,
  }),
  review({
    name: 'a program in place of marks',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: 'export default [{ found: ["city", "owner", "price"] }];\n',
  }),
  review({
    name: 'ids of defects, guessed',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: 'found: [city, owner, price]\nfalseAlarms: 0\n',
  }),
];

export const orderSearch: Corpus = {
  exercise: 'kinds/review/order-search',
  unnamed: 'passed',
  submissions,
  afterwards: [
    review({
      name: 'a number with noughts before it, and the statement that is fine',
      sort: 'odd-format',
      failsAt: passes,
      text: marks(owner, price, [7, 'injection']).concat(
        `- {file: ${file}, line: 0011, category: injection}\n`,
      ),
    }),
    review({
      name: 'a sort in capitals',
      sort: 'odd-format',
      failsAt: openAt(...every),
      text: marks([11, 'Injection'], [8, 'Access', 'before'], [26, 'Trust']),
    }),
    review({
      name: 'the same right line twice, with the right sort only once',
      sort: 'hostile',
      failsAt: openAt(...every),
      text: marks([11, 'trust'], [11, 'injection'], owner, price),
    }),
    review({
      name: 'the defect of the price, marked where the old code was right and where the new one writes',
      sort: 'right-unusual',
      failsAt: passes,
      text: marks(city, [19, 'access'], [19, 'trust', 'before'], [32, 'trust']),
    }),
  ],
};
