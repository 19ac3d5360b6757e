import { breaksAt, type Corpus, failsAt, type Labelled, passes } from '../labelled.ts';

const right = {
  idempotent: '[get, put, delete]',
  created: 'created',
  steps: '[parse, who, valid, write, log, answer]',
  turns: '"begin\\nend\\npromise\\ntimer"',
  counted: '"Ana | 2\\nBia | 1\\nCaio | 0"',
  header: 'Location',
  waiting: '2',
  total: 'reduce',
};

type Question = keyof typeof right;

const every = Object.keys(right) as Question[];

function answers(
  submission: Omit<Labelled, 'files'> & {
    readonly changes?: Partial<Record<Question, string>>;
    readonly text?: string;
  },
): Labelled {
  const { changes, text, ...label } = submission;
  const lines = Object.entries({ ...right, ...changes }).map(
    ([question, answer]) => `${question}: ${answer}\n`,
  );
  return { ...label, files: { 'answers.yaml': text ?? lines.join('') } };
}

const submissions: readonly Labelled[] = [
  answers({
    name: 'everything between quotes, and numbers in words that mean the same',
    sort: 'odd-format',
    failsAt: passes,
    text: JSON.stringify({
      idempotent: ['delete', 'get', 'put'],
      created: 'created',
      steps: ['parse', 'who', 'valid', 'write', 'answer', 'log'],
      turns: 'begin\r\nend\r\npromise\r\ntimer\r\n',
      counted: 'Ana|2\nBia|1\nCaio|0',
      header: 'LOCATION',
      waiting: '2.0',
      total: 'reduce',
    }),
  }),
  answers({
    name: 'lists line by line, blanks everywhere, and the questions in another order',
    sort: 'odd-format',
    failsAt: passes,
    text: `# mine

total:   " reduce "
waiting: "2,0"
header: "  location: "
counted: |2

    Ana   |   2
    Bia | 1
    Caio |0

turns: |-
  begin
  end
  promise
  timer
steps:
  - parse
  - who
  - valid
  - write
  - log
  - answer
created: 'created'
idempotent:
- put
- delete
- get
`,
  }),
  answers({
    name: 'a number in another notation',
    sort: 'odd-format',
    failsAt: passes,
    changes: { waiting: '0.2e1', total: 'reduceRight' },
  }),
  answers({
    name: 'one right method is missing',
    sort: 'wrong-subtle',
    failsAt: failsAt('idempotent'),
    changes: { idempotent: '[get, put]' },
  }),
  answers({
    name: 'all options are chosen',
    sort: 'wrong-subtle',
    failsAt: failsAt('idempotent'),
    changes: { idempotent: '[get, put, post, delete]' },
  }),
  answers({
    name: 'the same right option three times',
    sort: 'hostile',
    failsAt: { idempotent: 'open' },
    changes: { idempotent: '[get, get, get]' },
  }),
  answers({
    name: 'the new order is 200',
    sort: 'wrong-subtle',
    failsAt: failsAt('created'),
    changes: { created: 'ok' },
  }),
  answers({
    name: 'who is asking comes after the check of the body',
    sort: 'wrong-subtle',
    failsAt: failsAt('steps'),
    changes: { steps: '[parse, valid, who, write, answer, log]' },
  }),
  answers({
    name: 'the answer is sent before the data changes',
    sort: 'wrong-subtle',
    failsAt: failsAt('steps'),
    changes: { steps: '[parse, who, valid, answer, write, log]' },
  }),
  answers({
    name: 'the lines of the program without their order',
    sort: 'wrong-subtle',
    failsAt: failsAt('turns'),
    changes: { turns: '"begin\\nend\\ntimer\\npromise"' },
  }),
  answers({
    name: 'a line too many, which would be undefined',
    sort: 'wrong-subtle',
    failsAt: failsAt('turns'),
    changes: { turns: '"begin\\nend\\npromise\\ntimer\\nundefined"' },
  }),
  answers({
    name: 'all on one line',
    sort: 'wrong-subtle',
    failsAt: failsAt('turns'),
    changes: { turns: 'begin end promise timer' },
  }),
  answers({
    name: 'capitals that are not printed',
    sort: 'wrong-subtle',
    failsAt: failsAt('turns'),
    changes: { turns: '"Begin\\nEnd\\nPromise\\nTimer"' },
  }),
  answers({
    name: 'Caio is left out',
    sort: 'wrong-subtle',
    failsAt: failsAt('counted'),
    changes: { counted: '"Ana | 2\\nBia | 1"' },
  }),
  answers({
    name: 'NULL for a count of nothing',
    sort: 'wrong-subtle',
    failsAt: failsAt('counted'),
    changes: { counted: '"Ana | 2\\nBia | 1\\nCaio | NULL"' },
  }),
  answers({
    name: 'another header, and milliseconds',
    sort: 'wrong-subtle',
    failsAt: failsAt('header', 'waiting'),
    changes: { header: 'Content-Location', waiting: '2000' },
  }),
  answers({
    name: 'almost two seconds',
    sort: 'wrong-subtle',
    failsAt: failsAt('waiting'),
    changes: { waiting: '1.9' },
  }),
  answers({
    name: 'not a number but a sum',
    sort: 'odd-format',
    failsAt: breaksAt('waiting'),
    changes: { waiting: '25 * 0.08' },
  }),
  answers({
    name: 'infinitely many seconds, or any',
    sort: 'hostile',
    failsAt: breaksAt('waiting'),
    changes: { waiting: '.inf' },
  }),
  answers({
    name: 'a method that gives a list',
    sort: 'wrong-subtle',
    failsAt: failsAt('total'),
    changes: { total: 'map' },
  }),
  answers({
    name: 'a method that does not exist',
    sort: 'wrong-subtle',
    failsAt: breaksAt('total'),
    changes: { total: 'sum' },
  }),
  answers({
    name: 'a blank filled with a program that never ends',
    sort: 'hostile',
    failsAt: breaksAt('total'),
    changes: { total: `'x; setInterval(() => console.log(1), 10); [].reduce'` },
  }),
  answers({
    name: 'a blank filled with an end of the process',
    sort: 'hostile',
    failsAt: breaksAt('total'),
    changes: { total: `'reduce, process.exit(0), 1); ('` },
  }),
  answers({
    name: 'nothing at all',
    sort: 'odd-format',
    failsAt: { ...breaksAt(), ...Object.fromEntries(every.map((question) => [question, 'failed'])) },
    text: '# later\n',
  }),
  answers({
    name: 'a list in place of answers',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: '- get\n- created\n',
  }),
  answers({
    name: 'an alias that grows, as bombs do',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`,
  }),
  answers({
    name: 'names of every object, and a verdict of its own',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: '__proto__: { idempotent: get }\nconstructor: created\ntoString: passed\npassed: "true"\nstatus: passed\n',
  }),
];

export const requestsWarmUp: Corpus = {
  exercise: 'kinds/quiz/requests-warm-up',
  unnamed: 'passed',
  submissions,
  afterwards: [
    answers({
      name: 'one option in a list',
      sort: 'odd-format',
      failsAt: passes,
      changes: { created: '[created]' },
    }),
    answers({
      name: 'counts with a fraction of nothing, and a table with borders of blanks',
      sort: 'odd-format',
      failsAt: passes,
      changes: { counted: '"Ana | 2.0\\n  Bia|1.00\\nCaio | 0.0"' },
    }),
    answers({
      name: 'the lines as a list of points',
      sort: 'wrong-subtle',
      failsAt: failsAt('turns'),
      changes: { turns: '"- begin\\n- end\\n- promise\\n- timer"' },
    }),
    answers({
      name: 'a step is left out',
      sort: 'wrong-subtle',
      failsAt: { steps: 'open' },
      changes: { steps: '[parse, who, valid, write, answer]' },
    }),
    answers({
      name: 'a first price beside the sum',
      sort: 'wrong-subtle',
      failsAt: failsAt('total'),
      changes: { total: "'at(0), prices.reduce'" },
    }),
  ],
};
