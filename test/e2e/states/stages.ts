import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packsFolderOf } from '../../../host/packs/index-file.ts';
import { installPack } from '../../../host/packs/install-pack.ts';
import { serve } from '../../../host/serve.ts';
import { openStore } from '../../../host/store/open-store.ts';
import { packId } from '../../hostile/small-pack.ts';
import { firstStart, type RunningApp, seenFirstSteps, startApp, startCommand } from '../app.ts';
import { largePack, learnLargePack } from '../large-curriculum.ts';
import { passedReport } from '../passed-attempt.ts';
import { signedPack } from './pack-files.ts';
import { builtInPacks, fixturePacks } from './state.ts';

/** Starts the app on a data folder of its own; `scratch` takes whatever packs have to be written first. */
type Stage = (scratch: string) => Promise<RunningApp>;

const large =
  (learned: number): Stage =>
  (scratch) => {
    const data = seenFirstSteps(firstStart());
    learnLargePack(data, learned);
    return startApp(data, 0, [builtInPacks, largePack(scratch)]);
  };

/** What packs and data the app has: every state says on which of these it is found. */
const stages = {
  'built-in': () => startApp(),
  'large-begun': large(0),
  'large-half': large(0.5),
  'large-done': large(1),
  fixtures: () =>
    startApp(undefined, 0, [builtInPacks, join(fixturePacks, 'kinds'), join(fixturePacks, 'counting')]),
  /** A signed pack is installed, an exercise of which was passed before it came to ask for something else. */
  installed: () => {
    const data = seenFirstSteps(firstStart());
    const request = { packsFolder: packsFolderOf(data), builtInIds: new Set<string>() };
    const installed = installPack(signedPack('1.0.0'), { ...request, accept: { newKey: 'any' } });
    if (installed.status !== 'installed') throw new Error(installed.status);
    passEarlierVersion(data, `${packId}/rows/count`);
    return startApp(data);
  },
  /** Without the packs that come with Backline, which no command leaves out. */
  'no-lessons': async () => {
    const data = seenFirstSteps(firstStart());
    const { url, close } = await serve({ dataFolder: data, port: 0, packFolders: [] });
    const end = async () => {
      await close();
      rmSync(data, { recursive: true, force: true });
    };
    return { url, dataFolder: data, kill: end, close: end };
  },
  /** One pack is whole, another cannot be read. */
  'broken-pack': (scratch) => {
    const broken = join(scratch, 'broken');
    cpSync(join(fixturePacks, 'counting'), broken, { recursive: true });
    const file = join(broken, 'pack.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('format: 1', 'format: 9'));
    return startApp(undefined, 0, [builtInPacks, broken]);
  },
  /** The file with everybody's work cannot be read. */
  'damaged-data': () => {
    const data = seenFirstSteps(firstStart());
    writeFileSync(join(data, 'backline.db'), 'this is no database');
    return startApp(data);
  },
  /** An author's preview of a pack with a mistake that certification finds. */
  preview: (scratch) => {
    const pack = join(scratch, 'counting');
    cpSync(join(fixturePacks, 'counting'), pack, { recursive: true });
    const rows = join(pack, 'counting/rows');
    cpSync(join(rows, 'solution/query.sql'), join(rows, 'starter/query.sql'));
    return startCommand(join(scratch, 'data'), ['pack', 'preview', pack, '--port', '0']);
  },
} as const satisfies Record<string, Stage>;

export type StageName = keyof typeof stages;
export const stageNames = Object.keys(stages) as StageName[];

/** Has the app on a stage while `use` goes on, and takes everything away after that. */
export async function withStage(name: StageName, use: (app: RunningApp) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'backline-stage-'));
  const app = await stages[name](scratch);
  try {
    await use(app);
  } finally {
    await app.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function passEarlierVersion(dataFolder: string, exercise: string): void {
  const store = openStore(dataFolder);
  store.attempts.add({
    profileId: store.profiles.list().active,
    files: { 'query.sql': 'SELECT 3' },
    durationMs: 10,
    report: passedReport(exercise, { requirementsHash: 'of an earlier version', packVersion: '0.9.0' }),
  });
  store.close();
}
