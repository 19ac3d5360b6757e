import type { PreparedStatement, WorldDatabase } from './sqlite/database.ts';

export interface Connection {
  readonly name: string;
  readonly database: WorldDatabase;
  readonly readonly: boolean;
  readonly own: boolean;
}

export interface OpenStatement {
  readonly connection: Connection;
  readonly prepared: PreparedStatement;
}

/** Statements of SQLite's kept for one world, and the text they may have together. */
const mostKept = 1_000;
const mostText = 16 * 1024 * 1024;

/**
 * The statements that a guest has prepared, as many as are kept. A program may prepare without end and
 * never say that it is done with one; those used longest ago are let go, and the guest, which holds
 * their text, prepares them again when it comes back to them.
 */
export class KeptStatements {
  /** By id, the one used longest ago first. */
  readonly #kept = new Map<number, OpenStatement>();
  readonly #running = new Map<number, number>();
  #text = 0;
  #nextId = 1;

  keep(open: OpenStatement): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#kept.set(id, open);
    this.#text += open.prepared.length;
    this.#letGo(id);
    return id;
  }

  /** Runs `work` with a statement that stays while it does; undefined where it is no longer kept. */
  use<T>(id: number, work: (open: OpenStatement) => T): T | undefined {
    const open = this.#kept.get(id);
    if (open === undefined) return undefined;
    this.#kept.delete(id);
    this.#kept.set(id, open);
    const before = this.#running.get(id) ?? 0;
    this.#running.set(id, before + 1);
    try {
      return work(open);
    } finally {
      if (before === 0) this.#running.delete(id);
      else this.#running.set(id, before);
    }
  }

  drop(id: number): void {
    const open = this.#kept.get(id);
    if (open === undefined || this.#running.has(id)) return;
    this.#kept.delete(id);
    this.#text -= open.prepared.length;
    open.prepared.close();
  }

  dropAllOf(connection: Connection): void {
    for (const [id, open] of this.#kept) if (open.connection === connection) this.drop(id);
  }

  /** A statement that runs is never let go: a function that SQL calls may prepare any number meanwhile. */
  #letGo(newest: number): void {
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= mostKept && this.#text <= mostText) return;
      if (id !== newest) this.drop(id);
    }
  }
}
