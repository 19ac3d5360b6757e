import type { SqlProblem } from './check-script.ts';
import type { SqlSuggestion } from './complete.ts';
import type { CallAt } from './signature.ts';
import SqlWorker from './worker.ts?worker';

export interface SqlQuestion {
  readonly id: number;
  readonly text: string;
  /** The statements that make the tables. */
  readonly schema: string;
  readonly about:
    | { readonly kind: 'problems' }
    /** What may stand at an offset. */
    | { readonly kind: 'suggestions'; readonly offset: number }
    /** The function whose arguments are written at an offset. */
    | { readonly kind: 'call'; readonly offset: number };
}

export interface SqlAnswer {
  readonly id: number;
  readonly problems: readonly SqlProblem[];
  readonly suggestions: readonly SqlSuggestion[];
  readonly call: CallAt | null;
}

/** Asks the SQL worker, which is started with the first question. */
export class SqlService {
  readonly #schema: string;
  readonly #waiting = new Map<number, (answer: SqlAnswer) => void>();
  #worker: Worker | undefined;
  #last = 0;

  constructor(schema: string) {
    this.#schema = schema;
  }

  async check(text: string): Promise<readonly SqlProblem[]> {
    return (await this.#ask(text, { kind: 'problems' })).problems;
  }

  async complete(text: string, offset: number): Promise<readonly SqlSuggestion[]> {
    return (await this.#ask(text, { kind: 'suggestions', offset })).suggestions;
  }

  async call(text: string, offset: number): Promise<CallAt | null> {
    return (await this.#ask(text, { kind: 'call', offset })).call;
  }

  dispose(): void {
    this.#worker?.terminate();
  }

  #ask(text: string, about: SqlQuestion['about']): Promise<SqlAnswer> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, text, schema: this.#schema, about } satisfies SqlQuestion);
    });
  }

  #start(): Worker {
    const worker = new SqlWorker();
    worker.onmessage = ({ data }: MessageEvent<SqlAnswer>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
    return worker;
  }
}
