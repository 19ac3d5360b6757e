import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { openStore } from '../../host/store/open-store.ts';
import { localeSchema } from '../../lessons/format/locale.ts';
import { passedReport } from './passed-attempt.ts';

interface Track {
  readonly id: string;
  readonly en: string;
  readonly 'pt-BR': string;
  readonly needs: readonly string[];
  readonly lessons: number;
}

/** A whole curriculum's shape, with the longest names that it may have. */
const tracks: readonly Track[] = [
  { id: 'client', en: 'Client and server', 'pt-BR': 'Cliente e servidor', needs: [], lessons: 7 },
  {
    id: 'structures',
    en: 'Data structures',
    'pt-BR': 'Estruturas de dados e algoritmos',
    needs: [],
    lessons: 6,
  },
  { id: 'sql', en: 'SQL', 'pt-BR': 'SQL', needs: ['client'], lessons: 7 },
  {
    id: 'design',
    en: 'Relational design',
    'pt-BR': 'Projeto de bancos de dados relacionais',
    needs: ['sql'],
    lessons: 8,
  },
  { id: 'apis', en: 'APIs', 'pt-BR': 'APIs', needs: ['client', 'sql'], lessons: 8 },
  {
    id: 'rules',
    en: 'Business logic',
    'pt-BR': 'Regras de negócio e transações',
    needs: ['design', 'apis'],
    lessons: 7,
  },
  { id: 'security', en: 'Security', 'pt-BR': 'Segurança da informação', needs: ['apis'], lessons: 11 },
  {
    id: 'nosql',
    en: 'NoSQL and cache',
    'pt-BR': 'NoSQL e cache',
    needs: ['design', 'structures'],
    lessons: 7,
  },
  {
    id: 'integration',
    en: 'Integration',
    'pt-BR': 'Integração entre sistemas',
    needs: ['rules'],
    lessons: 6,
  },
  {
    id: 'testing',
    en: 'Testing and teamwork',
    'pt-BR': 'Testes e trabalho em equipe',
    needs: ['apis'],
    lessons: 6,
  },
  {
    id: 'delivery',
    en: 'Delivery',
    'pt-BR': 'Entrega e implantação contínuas',
    needs: ['testing'],
    lessons: 8,
  },
  {
    id: 'scale',
    en: 'Scale and operate',
    'pt-BR': 'Escalabilidade, observabilidade e operação',
    needs: ['delivery', 'nosql', 'integration'],
    lessons: 8,
  },
];

const title = {
  en: 'What happens between two requests that change the same row',
  'pt-BR': 'O que acontece entre duas requisições concorrentes que alteram a mesma linha',
};

/** Writes a pack of 12 tracks and 89 lessons, one exercise each, into `folder`. Gives the pack's folder. */
export function largePack(folder: string): string {
  const pack = join(folder, 'large');
  const lessonsOf = ({ id, lessons }: Track) => Array.from({ length: lessons }, (_, at) => `${id}-${at + 1}`);
  write(
    join(pack, 'pack.yaml'),
    stringify({
      format: 1,
      id: 'large',
      version: '1.0.0',
      title: { en: 'A whole curriculum', 'pt-BR': 'Um currículo inteiro' },
      description: { en: 'Twelve tracks.', 'pt-BR': 'Doze trilhas.' },
      authors: ['Ana'],
      licence: 'MIT',
      locales: localeSchema.options,
      tracks: tracks.map((track, at) => ({
        id: track.id,
        number: at + 1,
        title: { en: track.en, 'pt-BR': track['pt-BR'] },
        summary: {
          en: 'What each part promises, and what to do when it does not hold.',
          'pt-BR': 'O que cada parte promete, e o que fazer quando a promessa não se cumpre na prática.',
        },
        needs: track.needs,
        lessons: lessonsOf(track),
      })),
    }),
  );
  for (const [trackAt, track] of tracks.entries()) {
    for (const [at, lesson] of lessonsOf(track).entries()) {
      const number = `${trackAt + 1}.${at + 1}`;
      writeLesson(join(pack, lesson), number);
    }
  }
  return pack;
}

function writeLesson(folder: string, number: string): void {
  const front = (texts: object) => `---\n${stringify(texts)}---\nText.\n`;
  const rest = { number, minutes: 25, exercises: ['rows'] };
  write(join(folder, 'lesson.md'), front({ ...rest, title: title.en, summary: 'Why the second one waits.' }));
  write(
    join(folder, 'lesson.pt-BR.md'),
    front({ title: title['pt-BR'], summary: 'Por que a segunda espera.' }),
  );
  write(
    join(folder, 'rows/exercise.yaml'),
    stringify({
      format: 1,
      kind: 'sql',
      title: { en: 'Count the rows', 'pt-BR': 'Conte as linhas' },
      minutes: 5,
      entry: 'query.sql',
      checks: [{ id: 'rows', name: { en: 'The rows', 'pt-BR': 'As linhas' }, dataset: 'rows.sql' }],
    }),
  );
  write(join(folder, 'rows/rows.sql'), 'CREATE TABLE t (id INTEGER);\n');
  write(join(folder, 'rows/task.md'), 'Count them.\n');
  write(join(folder, 'rows/task.pt-BR.md'), 'Conte-as.\n');
  write(join(folder, 'rows/starter/query.sql'), '-- here\n');
  write(join(folder, 'rows/solution/query.sql'), 'SELECT count(*) FROM t\n');
}

function write(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

/** Has the active profile of a data folder pass the first `share` of the large pack's lessons and begin every ninth after that. */
export function learnLargePack(dataFolder: string, share: number): void {
  const store = openStore(dataFolder);
  const profileId = store.profiles.list().active;
  const ids = tracks.flatMap(({ id, lessons }) =>
    Array.from({ length: lessons }, (_, at) => `large/${id}-${at + 1}/rows`),
  );
  const passed = Math.round(ids.length * share);
  for (const [at, exercise] of ids.entries()) {
    if (at >= passed && at % 9 === 0 && share > 0) {
      store.drafts.save({ profileId, exerciseId: exercise, files: { 'query.sql': 'SELECT' }, basedOn: 0 });
    }
    if (at >= passed) continue;
    store.attempts.add({
      profileId,
      files: { 'query.sql': 'SELECT count(*) FROM t' },
      durationMs: 10,
      report: passedReport(exercise, {}),
    });
  }
  store.close();
}
