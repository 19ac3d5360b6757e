import * as zlib from 'node:zlib';
import { asBytes, coded, finite, largestBytes, members, plain, size } from './checked.ts';

type Problem = readonly [message: string, errno: number, code: string];

/** What Node's zlib streams are made of; not documented, and the same since Node 0.12. */
interface NativeHandle {
  onerror(message: string, errno: number, code: string): void;
  writeSync(...args: readonly unknown[]): void;
  reset(): void;
  params(level: number, strategy: number): void;
  close(): void;
}
type Engine = object & { readonly _handle: NativeHandle; readonly _writeState: Uint32Array };

const engines: Readonly<Record<number, (options: object) => object>> = {
  1: (options) => zlib.createDeflate(options),
  2: (options) => zlib.createInflate(options),
  3: (options) => zlib.createGzip(options),
  4: (options) => zlib.createGunzip(options),
  5: (options) => zlib.createDeflateRaw(options),
  6: (options) => zlib.createInflateRaw(options),
  7: (options) => zlib.createUnzip(options),
  8: (options) => zlib.createBrotliDecompress(options),
  9: (options) => zlib.createBrotliCompress(options),
  10: (options) => zlib.createZstdCompress(options),
  11: (options) => zlib.createZstdDecompress(options),
};

const mostOpen = 64;
/** Bytes that all compressors of a world may give: what stops a small body that unpacks to a great one. */
const mostGiven = 256 * 1024 * 1024;

/** Compressors under way, each a real one of Node's, for one world. */
export function zlibCalls(): Record<string, (...args: unknown[]) => unknown> {
  const open = new Map<number, { readonly engine: Engine; problem: Problem | null }>();
  let ids = 0;
  let given = 0;
  const found = (id: unknown) => {
    const one = open.get(finite(id));
    if (one === undefined) throw coded('ERR_STREAM_DESTROYED', 'zlib binding closed');
    return one;
  };
  const close = (id: number) => {
    open.get(id)?.engine._handle?.close();
    open.delete(id);
  };
  return {
    'zlib.open'(mode, options) {
      const make = engines[finite(mode)];
      if (make === undefined) throw new Error('There is no such compression.');
      const engine = make(engineOptions(members(options))) as Engine;
      const one: { readonly engine: Engine; problem: Problem | null } = { engine, problem: null };
      engine._handle.onerror = (...problem) => {
        one.problem = problem;
      };
      const oldest = open.keys().next().value;
      if (open.size >= mostOpen && oldest !== undefined) close(oldest);
      open.set(++ids, one);
      return ids;
    },
    'zlib.write'(id, flush, data, room) {
      const one = found(id);
      const bytes = asBytes(data, largestBytes);
      const out = Buffer.alloc(size(room, largestBytes));
      const { _handle: handle, _writeState: state } = one.engine;
      handle.writeSync(finite(flush), bytes, 0, bytes.length, out, 0, out.length);
      const [outLeft = 0, inLeft = 0] = state;
      const made = one.problem === null ? out.length - outLeft : 0;
      given += made;
      if (given > mostGiven)
        throw coded('ERR_OUT_OF_RANGE', `A world's compressors give ${mostGiven} bytes at most.`);
      return [plain(out.subarray(0, made)), outLeft, inLeft, one.problem];
    },
    'zlib.reset': (id) => found(id).engine._handle.reset(),
    'zlib.params': (id, level, strategy) => found(id).engine._handle.params(finite(level), finite(strategy)),
    'zlib.close': (id) => close(finite(id)),
    'zlib.crc32': (data, value) =>
      zlib.crc32(typeof data === 'string' ? data.slice(0, largestBytes) : asBytes(data), finite(value)),
  };
}

function engineOptions({
  windowBits,
  level,
  memLevel,
  strategy,
  dictionary,
  params,
}: Record<string, unknown>): object {
  if (Array.isArray(params)) {
    const set = params.slice(0, 256).map((value, key) => [key, Number(value)] as const);
    return { params: Object.fromEntries(set.filter(([, value]) => value !== -1)) };
  }
  return {
    windowBits: finite(windowBits),
    level: finite(level),
    memLevel: finite(memLevel),
    strategy: finite(strategy),
    ...(dictionary === undefined ? {} : { dictionary: asBytes(dictionary, 65_536) }),
  };
}
