import type { ServiceRoute } from './service-types.ts';
import type { TestRun } from './test-run-types.ts';
import type { Happening, TurnCommand, Turned } from './turns.ts';
import type {
  Copied,
  Limits,
  Outcome,
  SandboxVersions,
  StatementResult,
  WorldCheckpoint,
  WorldRecord,
  WorldRequest,
  WorldResponse,
} from './types.ts';

/**
 * What the parent and a runner say to each other. A runner answers one command at a time, in
 * order, so that a deadline always belongs to exactly one command.
 */

/** The descriptor of the channel in the runner; 2 carries the watchdog's verdict and V8's last words. */
export const channelDescriptor = 3;

/** Real time for loading one database script. It is the author's, so it is not a `statementMs`. */
export const datasetMs = 10_000;

/** Added to a limit before the watchdog kills: the guest half may still end the call in good order. */
export const watchdogGraceMs = 60;

/** Added to a limit before the parent kills: only reached when the watchdog itself is stuck. */
export const parentGraceMs = 220;

/** Part of the resident limit kept free, for what a guest allocates between two looks. */
export const memoryHeadroomMiB = 112;

/** What a runner is told as it is started, as JSON in its first argument. */
export interface RunnerOptions {
  readonly runnerMiB: number;
  readonly parentPid: number;
  /** The built shelf, of `ensureRunner`. */
  readonly shelfFolder: string;
}

/** A database script by its content's hash; the text is sent once per runner. */
export interface Dataset {
  readonly id: string;
  readonly script: string | null;
}

export interface OpenWorldCommand {
  readonly world: number;
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly databases: Readonly<Record<string, Dataset>>;
  readonly images?: Readonly<Record<string, Uint8Array>>;
  readonly seed: number;
  readonly startTime: number;
  readonly env: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, readonly ServiceRoute[]>>;
  /** The world that this path is a module of. */
  readonly elsewhere?: { readonly path: string; readonly world: number };
  readonly countSteps?: boolean;
  readonly limits: Limits;
}

/** A world that is served; `startTime` is null where its clock is the machine's. */
export interface OpenServerCommand extends Omit<OpenWorldCommand, 'startTime'> {
  readonly startTime: number | null;
}

export interface OpenSqlWorldCommand {
  readonly world: number;
  readonly dataset: Dataset;
  readonly seed: number;
  readonly startTime: number;
  readonly limits: Limits;
}

export interface OpenAuthorCommand {
  readonly author: number;
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly seed: number;
  readonly startTime: number;
  readonly limits: Limits;
}

/** `missing` names the datasets whose text the runner no longer has: send the command again with it. */
export interface Opened {
  readonly missing: readonly string[];
}

interface Exchange<Request, Reply> {
  readonly request: Request;
  readonly reply: Reply;
}

/** Every command with its reply. */
export interface Commands {
  readonly openWorld: Exchange<OpenWorldCommand, Opened>;
  readonly openSqlWorld: Exchange<OpenSqlWorldCommand, Opened>;
  readonly openAuthor: Exchange<OpenAuthorCommand, null>;
  readonly openServer: Exchange<OpenServerCommand, Opened>;
  readonly turn: Exchange<TurnCommand, Turned>;
  readonly closeServer: Exchange<{ readonly server: number }, null>;
  readonly load: Exchange<
    { readonly world: number },
    { readonly exports: readonly string[]; readonly hasApp: boolean }
  >;
  readonly request: Exchange<{ readonly world: number; readonly request: WorldRequest }, WorldResponse>;
  readonly call: Exchange<
    { readonly world: number; readonly name: string; readonly args: readonly Copied[] },
    Copied
  >;
  readonly steps: Exchange<{ readonly world: number }, number>;
  readonly runTests: Exchange<{ readonly world: number }, TestRun>;
  readonly advance: Exchange<{ readonly world: number; readonly ms: number }, null>;
  readonly sql: Exchange<
    { readonly world: number; readonly database: string; readonly script: string },
    readonly StatementResult[]
  >;
  readonly record: Exchange<{ readonly world: number }, WorldRecord>;
  readonly checkpoint: Exchange<{ readonly world: number }, WorldCheckpoint>;
  readonly closeWorld: Exchange<{ readonly world: number }, null>;
  readonly sqlWorldSql: Exchange<
    { readonly world: number; readonly script: string },
    readonly StatementResult[]
  >;
  readonly sqlWorldReset: Exchange<{ readonly world: number }, null>;
  readonly closeSqlWorld: Exchange<{ readonly world: number }, null>;
  readonly authorCall: Exchange<
    {
      readonly author: number;
      readonly name: string;
      readonly args: readonly Copied[];
      readonly world: number | null;
    },
    Copied
  >;
  readonly closeAuthor: Exchange<{ readonly author: number }, null>;
  /** For a runner that nobody waits for: what the next guest would otherwise wait for. */
  readonly warmUp: Exchange<null, null>;
  /** Disposes of everything the job opened; gives the resident memory left, in MiB. */
  readonly endJob: Exchange<null, { readonly residentMiB: number }>;
}

export type CommandName = keyof Commands;

export type CommandMessage = {
  readonly [Name in CommandName]: {
    readonly id: number;
    readonly name: Name;
    readonly request: Commands[Name]['request'];
  };
}[CommandName];

export interface ReplyMessage {
  readonly id: number;
  readonly outcome: Outcome<unknown>;
}

/** What a served app did, ahead of the reply to its turn. */
export interface HappeningsMessage {
  readonly server: number;
  readonly happenings: readonly Happening[];
}

/** The first thing a runner says, once it can serve. */
export interface ReadyMessage {
  readonly ready: Omit<SandboxVersions, 'shelf'>;
}

export type RunnerMessage = ReplyMessage | ReadyMessage | HappeningsMessage;

/** Why a watchdog ended its process, one line of JSON on descriptor 2, `call` being the command's id. */
export type Verdict =
  | { readonly verdict: 'memory'; readonly residentMiB: number }
  | {
      readonly verdict: 'time';
      readonly limit: 'cpu' | 'wall' | 'statement';
      readonly limitMs: number;
    };
