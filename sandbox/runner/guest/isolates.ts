import ivm from 'isolated-vm';
import { type LoadedShelf, loadShelf } from '../../shelf/shelf.ts';

/** A realm in which everything but the learner's code has been loaded. */
export interface WarmRealm {
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  readonly start: ivm.Reference;
  /** Set where V8 lost control of the isolate; nothing in it can be used any more. */
  readonly lost: { catastrophic: boolean };
}

let shelf: LoadedShelf | null = null;

/** The shelf's scripts, read once per process. `ensureShelf` must have built them. */
export function theShelf(): LoadedShelf {
  shelf ??= loadShelf();
  return shelf;
}

interface Prepared {
  readonly isolate: ivm.Isolate;
  readonly memoryMiB: number;
  readonly shelfScript: ivm.Script;
  readonly insideScript: ivm.Script;
  readonly lost: { catastrophic: boolean };
}

let spare: Prepared | null = null;

/** A fresh realm, in an isolate no other living guest uses. */
export function takeRealm(memoryMiB: number): WarmRealm & { readonly prepared: Prepared } {
  const prepared =
    spare !== null && spare.memoryMiB === memoryMiB && !spare.isolate.isDisposed ? spare : prepare(memoryMiB);
  spare = null;
  const context = prepared.isolate.createContextSync();
  const table = prepared.shelfScript.runSync(context, { reference: true }) as unknown as ivm.Reference;
  const boot = prepared.insideScript.runSync(context, { reference: true }) as unknown as ivm.Reference;
  const start = boot.applySync(undefined, [table.derefInto()], {
    result: { reference: true },
  }) as unknown as ivm.Reference;
  table.release();
  boot.release();
  return { isolate: prepared.isolate, context, start, lost: prepared.lost, prepared };
}

/** Gives an isolate back whose guest ended well; one that failed a limit is not used again. */
export function returnIsolate(prepared: Prepared): void {
  if (prepared.isolate.isDisposed) return;
  if (spare === null) spare = prepared;
  else prepared.isolate.dispose();
}

function prepare(memoryMiB: number): Prepared {
  const { shelf: table, inside } = theShelf();
  const lost = { catastrophic: false };
  const isolate = new ivm.Isolate({
    // Reaching V8's own limit can take the process down or hang it (isolated-vm 7.0.1 on Node 26), so it is
    // set beyond what the runner's watchdog allows; the guest's limit is checked by us (`overLimit`).
    memoryLimit: Math.max(512, memoryMiB * 8),
    onCatastrophicError: () => {
      lost.catastrophic = true;
    },
  });
  const shelfScript = isolate.compileScriptSync(table, { filename: 'backline:shelf' });
  const insideScript = isolate.compileScriptSync(inside, { filename: 'backline:inside' });
  return { isolate, memoryMiB, shelfScript, insideScript, lost };
}

/** True where the guest holds more than its limit, beside what the shelf itself takes. */
export function overLimit(isolate: ivm.Isolate, memoryMiB: number, factor: number): boolean {
  const { used_heap_size: used, externally_allocated_size: external } = isolate.getHeapStatisticsSync();
  return used + external > (memoryMiB * factor + shelfMiB) * 1024 * 1024;
}

const shelfMiB = 24;
