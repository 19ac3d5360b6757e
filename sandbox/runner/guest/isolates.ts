import ivm from 'isolated-vm';
import { type BuiltShelf, readShelf } from './built-shelf.ts';
import { bootedName, theSnapshot } from './snapshot.ts';

/** A realm in which everything but the learner's code is loaded, in an isolate no other living guest uses. */
export interface Realm {
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  /** Starts the world; see `boot` in inside/bootstrap.ts. */
  readonly start: ivm.Reference;
  /** Set where V8 lost control of the isolate; nothing in it can be used any more. */
  readonly lost: { readonly catastrophic: boolean };
  readonly home: Home;
}

/** An isolate that makes realms one after another, and perhaps the next of them already made. */
interface Home {
  readonly isolate: ivm.Isolate;
  readonly hardLimitMiB: number;
  readonly scripts: { readonly shelf: ivm.Script; readonly inside: ivm.Script } | null;
  readonly lost: { catastrophic: boolean };
  next: MadeRealm | null;
  uses: number;
}

interface MadeRealm {
  readonly context: ivm.Context;
  readonly booted: ivm.Reference;
  readonly hasPractised: boolean;
}

const idle: Home[] = [];
const mostIdle = 2;
const mostUses = 50;
const shelfMiB = 32;
/** What earlier guests may leave uncollected in an isolate that is used again. */
const mostLeftMiB = 48;

let shelf: BuiltShelf | null = null;

/** Says which build of the shelf this process makes its worlds from. */
export function chooseShelf(folder: string): void {
  shelf = readShelf(folder);
}

export function theShelf(): BuiltShelf {
  if (shelf === null) throw new Error('no shelf has been chosen');
  return shelf;
}

/** Takes the realm that was made ahead, or makes one. */
export function takeRealm(memoryMiB: number): Realm {
  const hardLimitMiB = hardLimit(memoryMiB);
  const at = idle.findIndex((home) => home.hardLimitMiB === hardLimitMiB && !home.isolate.isDisposed);
  const home = at >= 0 ? (idle.splice(at, 1)[0] as Home) : makeHome(hardLimitMiB);
  const { context, booted } = home.next ?? makeRealm(home);
  home.next = null;
  home.uses++;
  const start = partOf(booted, 'start');
  booted.release();
  return { context, start, isolate: home.isolate, lost: home.lost, home };
}

/** Gives an isolate back whose guest ended well. Its next realm is made while the runner has nothing to do. */
export function returnHome(home: Home): void {
  if (home.isolate.isDisposed) return;
  if (idle.length >= mostIdle || home.uses >= mostUses || overLimit(home.isolate, mostLeftMiB, 1)) {
    home.isolate.dispose();
    return;
  }
  idle.push(home);
  setImmediate(makeAhead);
}

/**
 * Lets the realms that are made ahead practise (see inside/practice.ts), for a runner with nothing to do.
 * Gives how many did.
 */
export function practiseAhead(): number {
  makeAhead();
  let practised = 0;
  for (const home of idle) {
    const { next } = home;
    if (next === null || next.hasPractised) continue;
    // Nobody gets one that did not come to the end of it.
    home.next = null;
    const practise = partOf(next.booted, 'practise');
    for (let callbacks = 0; practise.applySync(undefined, []) === true; callbacks += 1) {
      if (callbacks > mostCallbacks) throw new Error('a realm does not come to the end of its practice');
    }
    practise.release();
    home.next = { ...next, hasPractised: true };
    practised += 1;
  }
  return practised;
}

/** True where a guest holds more than its limit, beside what the shelf itself takes. */
export function overLimit(isolate: ivm.Isolate, memoryMiB: number, factor: number): boolean {
  const { used_heap_size: used, externally_allocated_size: external } = isolate.getHeapStatisticsSync();
  return used + external > (memoryMiB * factor + shelfMiB) * 1024 * 1024;
}

/**
 * Reaching V8's own limit can take the process down or hang it (isolated-vm 7.0.1 on Node 26), so it is set
 * beyond what the runner's watchdog allows; the guest's limit is checked by us (`overLimit`).
 */
function hardLimit(memoryMiB: number): number {
  return Math.max(512, memoryMiB * 8);
}

function makeAhead(): void {
  for (const home of idle) {
    if (home.isolate.isDisposed) continue;
    home.next ??= makeRealm(home);
  }
}

function makeHome(hardLimitMiB: number): Home {
  const lost = { catastrophic: false };
  const snapshot = theSnapshot(theShelf());
  const isolate = new ivm.Isolate({
    memoryLimit: hardLimitMiB,
    onCatastrophicError: () => {
      lost.catastrophic = true;
    },
    ...(snapshot === null ? {} : { snapshot }),
  });
  const scripts =
    snapshot === null
      ? {
          shelf: isolate.compileScriptSync(theShelf().shelf, { filename: 'backline:shelf' }),
          inside: isolate.compileScriptSync(theShelf().inside, { filename: 'backline:inside' }),
        }
      : null;
  return { isolate, hardLimitMiB, scripts, lost, next: null, uses: 0 };
}

function makeRealm({ isolate, scripts }: Home): MadeRealm {
  const context = isolate.createContextSync();
  if (scripts === null) {
    const booted = context.global.getSync(bootedName, { reference: true }) as unknown as ivm.Reference;
    context.global.deleteSync(bootedName);
    return { context, booted, hasPractised: false };
  }
  const table = scripts.shelf.runSync(context, { reference: true }) as unknown as ivm.Reference;
  const boot = scripts.inside.runSync(context, { reference: true }) as unknown as ivm.Reference;
  const booted = boot.applySync(undefined, [table.derefInto()], { result: { reference: true } });
  table.release();
  boot.release();
  return { context, booted: booted as unknown as ivm.Reference, hasPractised: false };
}

/** More callbacks than the practice has. */
const mostCallbacks = 1_000;

/** One of what `boot` gave (see `Booted` in inside/bootstrap.ts). */
function partOf(booted: ivm.Reference, name: 'practise' | 'start'): ivm.Reference {
  return booted.getSync(name, { reference: true }) as unknown as ivm.Reference;
}
