import { askHost } from './host.ts';

/** A place in the code that runs: the file as the isolate knows it, line and column from 1. */
export type Place = readonly [file: string, line: number, column: number];

interface CallSite {
  getFileName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  toString(): string;
}

type Prepare = (error: Error, sites: readonly CallSite[]) => unknown;
interface ErrorClass {
  prepareStackTrace?: Prepare;
  stackTraceLimit: number;
  captureStackTrace(target: object, above?: unknown): void;
}

const errors = Error as unknown as ErrorClass;
const capture = errors.captureStackTrace;
const asText = Error.prototype.toString;

/** Where the learner's code is that called into ours: the first frame in one of their files. */
export function callerPlace(): Place | null {
  const before = errors.prepareStackTrace;
  const limit = errors.stackTraceLimit;
  try {
    errors.prepareStackTrace = (_error, sites) => sites;
    // Nearly always it is a few frames up, and every frame that is looked at costs.
    return learnersFrame(8) ?? learnersFrame(50);
  } catch {
    return null;
  } finally {
    if (before === undefined) delete errors.prepareStackTrace;
    else errors.prepareStackTrace = before;
    errors.stackTraceLimit = limit;
  }
}

function learnersFrame(depth: number): Place | null {
  errors.stackTraceLimit = depth;
  const holder: { stack?: unknown } = {};
  capture(holder, callerPlace);
  const sites = holder.stack;
  if (!Array.isArray(sites)) return null;
  const found = (sites as CallSite[]).find((site) => isLearners(site.getFileName()));
  return found === undefined ? null : placeOf(found);
}

let latest: Error | null = null;

/** The error whose stack was looked at last, where it has this message; how a rejection that left the isolate is known again. */
export function errorSeenLast(message: string): Error | null {
  return latest !== null && latest.message === message ? latest : null;
}

/** Makes an error's stack begin above the function given, as if that had thrown it. */
export function hideFrames(error: object, above: unknown): void {
  capture(error, above);
}

/**
 * Stack traces in the coordinates of what the learner wrote, without our own frames. The host knows
 * how each file was transpiled; it is asked once per stack, when somebody looks at it.
 */
export function installStackTraces(): void {
  const prepare: Prepare = (error, sites) => {
    latest = error;
    const shown = sites.filter((site) => !isOurs(site.getFileName()));
    const places = shown.map((site) => (isMapped(site.getFileName()) ? placeOf(site) : null));
    const mapped = askHost('stack.map', places) as readonly (string | null)[];
    const lines = shown.map((site, at) => {
      const text = site.toString();
      const place = mapped[at];
      return `\n    at ${place === null || place === undefined ? text : text.replace(placePattern, `$1${place.replace(/\$/g, '$$$$')}$2`)}`;
    });
    return heading(error) + lines.join('');
  };
  Object.defineProperty(errors, 'prepareStackTrace', {
    value: prepare,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/** The place in a call site's text, with or without the parentheses that follow a function's name. */
const placePattern = /(^|\(|^async )(?:file:\/\/)?[^\s()]*:\d+:\d+(\)?)$/;

function heading(error: Error): string {
  try {
    return asText.call(error);
  } catch {
    return 'Error';
  }
}

function placeOf(site: CallSite): Place {
  return [site.getFileName() ?? '', site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0];
}

function isLearners(file: string | null): boolean {
  return file !== null && /^(file:\/\/)?\/app\//.test(file);
}

function isMapped(file: string | null): boolean {
  return isLearners(file) || file === 'backline:shelf';
}

function isOurs(file: string | null): boolean {
  return file === null || file === 'backline:inside' || file === 'backline:entry' || file === '<isolated-vm>';
}
