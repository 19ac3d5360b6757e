import type { Locale } from '../../lessons/format/locale.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Failure } from '../../sandbox/types.ts';
import { failureText } from './failure-text.ts';
import { type Front, openFront } from './front.ts';
import { Generations } from './generations.ts';
import { loadOnChange } from './load-on-change.ts';
import { type ProjectPlace, readProject } from './project.ts';
import { terminal } from './terminal.ts';
import { runWords } from './words.ts';

export interface RunSettings {
  readonly place: ProjectPlace;
  /** Null for the usual one, or the next that is free. */
  readonly port: number | null;
  readonly virtualTime: boolean;
  readonly cpuMs: number;
  readonly locale: Locale;
}

const usualPort = 3000;
const portsTried = 20;
/** More than a graded submission has: garbage is collected late in a program that runs for days. */
const runnerMiB = 1024;
const memoryMiB = 256;

/**
 * Serves a program until Ctrl+C or SIGTERM. Gives a sentence where it cannot begin, null after it has
 * been served.
 */
export async function runUntilInterrupted(settings: RunSettings): Promise<string | null> {
  const { place, virtualTime, cpuMs, locale } = settings;
  const words = runWords[locale];
  const read = await readProject(place);
  if (!read.ok) return words.problem(read.problem);

  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const shown = terminal(process.stdout, process.stderr, locale);
  // One to serve, one in which what comes after it is loaded.
  const sandbox = await createSandbox({ runners: 2, runnerMiB, jobMs: Number.POSITIVE_INFINITY });
  let url = '';
  const env: Record<string, string> = {};
  const generations = new Generations({
    sandbox,
    env,
    virtualTime,
    limits: { cpuMs, wallMs: 2 * cpuMs, statementMs: cpuMs, memoryMiB },
    tell: (news) => shown.news(news, url),
  });
  const explain = (failure: Failure | 'not-listening'): string =>
    `${failure === 'not-listening' ? words.notListening : failureText(failure, locale)}\n`;
  let front: Front | null = null;
  const watching = loadOnChange({ place, first: read, generations, tell: (text) => shown.warn(text), words });
  try {
    front = await openOnPort(settings, {
      answering: () => generations.answering(),
      explain,
      tell: (exchanged) => shown.exchanged(exchanged),
    });
    if (front === null) return words.portTaken(settings.port ?? usualPort);
    url = `http://127.0.0.1:${front.port}`;
    env.PORT = String(front.port);
    shown.served(read.project, url, { virtualTime });
    void generations.load(read.project);
    await interrupted;
    return null;
  } finally {
    shown.fallSilent();
    watching.close();
    generations.close();
    await front?.close();
    await sandbox.close();
  }
}

/** Null where the port that was asked for is taken, or all those that were tried. */
async function openOnPort(
  { port }: RunSettings,
  options: Parameters<typeof openFront>[1],
): Promise<Front | null> {
  const ports = port === null ? Array.from({ length: portsTried }, (_, at) => usualPort + at) : [port];
  for (const one of ports) {
    try {
      return await openFront(one, options);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  return null;
}
