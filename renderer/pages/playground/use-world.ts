import { useEffect, useRef, useState } from 'react';
import type { MethodOutput } from '../../../host/contract/contract.ts';
import type {
  PlaygroundActivity,
  PlaygroundFailure,
  PlaygroundRequest,
  RunningPlayground,
} from '../../../host/contract/playground.ts';
import { useHost } from '../../session/host-context.tsx';
import { useSession } from '../../session/Session.tsx';
import { type DraftKeeper, type Files, sameFiles } from '../exercise/draft-keeper.ts';
import { programFiles, readNotes } from './notes.ts';

export type WorldState =
  | { readonly status: 'asleep' }
  | { readonly status: 'starting' }
  | {
      readonly status: 'running';
      readonly running: RunningPlayground;
      readonly data: 'new' | 'kept' | 'outdated';
    }
  /** It did not start, or a call ended it. Where only the program did not load, its databases are there. */
  | { readonly status: 'failed'; readonly failure: PlaygroundFailure };

/** What came of the last thing that was asked of the program. */
export type Answer =
  | { readonly kind: 'started'; readonly activity: PlaygroundActivity }
  | {
      readonly kind: 'response';
      readonly request: PlaygroundRequest;
      /** What the program did while it started for this request; null where it ran already. */
      readonly atStart: PlaygroundActivity | null;
      readonly sent: Extract<MethodOutput<'playground.send'>, { status: 'answered' }>;
    }
  | { readonly kind: 'advanced'; readonly ms: number; readonly activity: PlaygroundActivity }
  | {
      readonly kind: 'failed';
      readonly failure: PlaygroundFailure;
      readonly activity: PlaygroundActivity | null;
    }
  | { readonly kind: 'error'; readonly error: unknown };

type Asleep = { readonly status: 'asleep' };
export type Ask = <T extends { readonly status: string }>(
  call: (place: Place) => Promise<T>,
) => Promise<Exclude<T, Asleep>>;
type Failed = { readonly status: 'failed'; readonly failure: PlaygroundFailure };

export interface PlaygroundWorldHandle {
  readonly state: WorldState;
  readonly answer: Answer | null;
  readonly isBusy: boolean;
  /** Counts what may have changed the databases. */
  readonly changes: number;
  readonly start: (data: 'keep' | 'reset') => Promise<boolean>;
  readonly send: (request: PlaygroundRequest) => Promise<Answer | null>;
  readonly advance: (ms: number) => Promise<void>;
  /** Asks something of the world's databases, which are started for it where they sleep. */
  readonly ask: Ask;
  readonly changed: () => void;
}

export interface Place {
  readonly profileId: string;
  readonly exerciseId: string | null;
  readonly locale: 'en' | 'pt-BR';
}

/**
 * The world behind a playground. What is asked of it while it sleeps, or after a file has changed, starts it
 * first: one sees what is in the editor run, and no start is forgotten.
 */
export function useWorld(
  exerciseId: string | null,
  keeper: DraftKeeper,
  running: RunningPlayground | null,
): PlaygroundWorldHandle {
  const host = useHost();
  const { profileId, locale } = useSession();
  const place: Place = { profileId, exerciseId, locale };
  const [state, setState] = useState<WorldState>(
    running === null ? { status: 'asleep' } : { status: 'running', running, data: 'kept' },
  );
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [calls, setCalls] = useState(0);
  const [changes, setChanges] = useState(0);
  /** What runs; null where nothing is known to, so that the next thing asked starts it. */
  const started = useRef<Files | null>(null);
  const atStart = useRef<PlaygroundActivity | null>(null);
  const lastFailure = useRef<PlaygroundFailure | null>(null);
  const underWay = useRef<Promise<boolean> | null>(null);

  // The runner is given back when the page is left; the data wait for the next time.
  useEffect(
    () => () => void host.call('playground.stop', { profileId, exerciseId }).catch(() => undefined),
    [host, profileId, exerciseId],
  );

  const busy = async <T>(work: () => Promise<T>): Promise<T> => {
    setCalls((count) => count + 1);
    try {
      return await work();
    } finally {
      setCalls((count) => count - 1);
    }
  };
  const fail = (failure: PlaygroundFailure) => {
    if (failure.ended) started.current = null;
    if (failure.ended) setState({ status: 'failed', failure });
  };

  const startOnce = async (data: 'keep' | 'reset'): Promise<boolean> => {
    void keeper.flush();
    const files = programFiles(keeper.state().files);
    const { world } = readNotes(keeper.state().files);
    setState({ status: 'starting' });
    try {
      const ended = await busy(() => host.call('playground.start', { ...place, files, world, data }));
      started.current = ended.status === 'failed' && ended.failure.ended ? null : files;
      setChanges((count) => count + 1);
      if (ended.status === 'failed') {
        lastFailure.current = ended.failure;
        setState({ status: 'failed', failure: ended.failure });
        setAnswer({ kind: 'failed', failure: ended.failure, activity: null });
        return false;
      }
      setState({ status: 'running', running: ended.running, data: ended.data });
      atStart.current = ended.activity;
      setAnswer({ kind: 'started', activity: ended.activity });
      return true;
    } catch (error) {
      started.current = null;
      setState({ status: 'asleep' });
      setAnswer({ kind: 'error', error });
      return false;
    }
  };
  const start = (data: 'keep' | 'reset') => {
    const starting = (underWay.current ?? Promise.resolve(true)).then(() => startOnce(data));
    underWay.current = starting;
    return starting.finally(() => {
      if (underWay.current === starting) underWay.current = null;
    });
  };

  /** Whether the world has what is in the editor now; starts it where it has not. */
  const upToDate = async (): Promise<boolean> => {
    if (underWay.current !== null) await underWay.current;
    const files = programFiles(keeper.state().files);
    if (started.current !== null && sameFiles(started.current, files)) return true;
    return start('keep');
  };

  const send = async (request: PlaygroundRequest): Promise<Answer | null> => {
    atStart.current = null;
    if (!(await upToDate())) return null;
    const ended = await busy(async (): Promise<Answer> => {
      try {
        let sent = await host.call('playground.send', { ...place, request });
        // It fell asleep by itself meanwhile.
        if (sent.status === 'asleep' && (await start('keep'))) {
          sent = await host.call('playground.send', { ...place, request });
        }
        if (sent.status === 'asleep') sent = { ...notStarted(), activity: null };
        if (sent.status === 'failed') {
          fail(sent.failure);
          return { kind: 'failed', failure: sent.failure, activity: sent.activity };
        }
        const { running: now } = sent;
        setState((was) => (was.status === 'running' ? { ...was, running: now } : was));
        return { kind: 'response', request, atStart: atStart.current, sent };
      } catch (error) {
        return { kind: 'error', error };
      }
    });
    setAnswer(ended);
    setChanges((count) => count + 1);
    return ended;
  };

  const notStarted = (): Failed => {
    if (lastFailure.current === null) throw new Error('the world could not be started');
    return { status: 'failed', failure: lastFailure.current };
  };

  const ask: Ask = async (call) => {
    if (started.current === null) await start('keep');
    return busy(async () => {
      let answered = await call(place);
      if (answered.status === 'asleep') {
        await start('keep');
        answered = await call(place);
      }
      // Every method answers a failure in this form; the one of a start stands for what it kept from being asked.
      const failed = answered.status === 'asleep' ? notStarted() : answered;
      if (failed.status === 'failed') fail((failed as Failed).failure);
      return failed as Exclude<typeof answered, Asleep>;
    });
  };

  const advance = async (ms: number): Promise<void> => {
    if (!(await upToDate())) return;
    try {
      const ended = await ask((at) => host.call('playground.advance', { ...at, ms }));
      if (ended.status === 'failed') {
        setAnswer({ kind: 'failed', failure: ended.failure, activity: null });
        return;
      }
      const { activity, running: now } = ended;
      setState((was) => (was.status === 'running' ? { ...was, running: now } : was));
      setAnswer({ kind: 'advanced', ms, activity });
    } catch (error) {
      setAnswer({ kind: 'error', error });
    }
    setChanges((count) => count + 1);
  };

  return {
    state,
    answer,
    isBusy: calls > 0,
    changes,
    start,
    send,
    advance,
    ask,
    changed: () => setChanges((count) => count + 1),
  };
}
