import type { SqlProblem } from './check-script.ts';
import type { SqlSuggestion } from './complete.ts';
import SqlWorker from './worker.ts?worker';

export interface SqlQuestion {
  readonly id: number;
  readonly text: string;
  /** The statements that make the tables. */
  readonly schema: string;
  /** Where to complete; null asks what is wrong. */
  readonly offset: number | null;
}

export interface SqlAnswer {
  readonly id: number;
  readonly problems: readonly SqlProblem[];
  readonly suggestions: readonly SqlSuggestion[];
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
    return (await this.#ask(text, null)).problems;
  }

  async complete(text: string, offset: number): Promise<readonly SqlSuggestion[]> {
    return (await this.#ask(text, offset)).suggestions;
  }

  dispose(): void {
    this.#worker?.terminate();
  }

  #ask(text: string, offset: number | null): Promise<SqlAnswer> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, text, schema: this.#schema, offset } satisfies SqlQuestion);
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
