import { askHost } from '../host.ts';
import { world } from '../world.ts';
import { asyncContextFrameBinding, asyncWrapBinding } from './async.ts';
import { bufferBinding, bytesOf, encode } from './buffer.ts';
import { fsBinding } from './fs.ts';
import { httpParserBinding } from './http-parser.ts';
import { stringDecoderBinding } from './string-decoder.ts';
import { timersBinding } from './timers.ts';
import { typesBinding } from './types.ts';
import { urlBinding } from './url.ts';
import { utf8Decode, utf8Encode, utf8Write } from './utf8.ts';
import { utilBinding } from './util.ts';
import { zlibBinding } from './zlib.ts';

export interface BindingDeps {
  readonly privateSymbols: Record<string, symbol>;
  readonly perIsolateSymbols: Record<string, symbol>;
  readonly constants: Readonly<Record<string, unknown>>;
  readonly domException: () => unknown;
  readonly enqueueMicrotask: (callback: () => void) => void;
  readonly setTickCallback: (callback: () => void) => void;
  readonly structuredClone: (value: unknown, options?: { transfer?: readonly unknown[] }) => unknown;
  readonly triggerUncaughtException: (error: unknown) => void;
}

/** Node's `internalBinding`: what is C++ in Node, and JavaScript of ours in a world. */
export function internalBindings(deps: BindingDeps): (name: string) => unknown {
  const nothing = () => {};
  const types = typesBinding(new WeakSet());
  const made = new Map<string, unknown>();
  const makers: Record<string, () => unknown> = {
    async_context_frame: () => asyncContextFrameBinding,
    async_wrap: asyncWrapBinding,
    buffer: bufferBinding,
    blob: () => ({
      createBlob,
      concat,
      getDataObject: nothing,
      createBlobFromFilePath: nothing,
      storeDataObject: nothing,
      revokeObjectURL: nothing,
    }),
    config: () => ({
      hasIntl: false,
      hasInspector: false,
      hasTracing: false,
      hasOpenSSL: false,
      hasCrypto: false,
      noBrowserGlobals: false,
      bits: 64,
      fipsMode: false,
      getDefaultLocale: () => 'en-US',
    }),
    constants: () => ({ ...deps.constants, trace: traceConstants, internal: {} }),
    credentials: () => ({
      safeGetenv: (name: string) => world.env[name],
      implementsPosixCredentials: true,
      getTempDir: () => '/tmp',
    }),
    diagnostics_channel: () => ({
      linkNativeChannel: nothing,
      getOrCreateChannelIndex: () => 0,
      subscribers: new Uint32Array(1),
      notifyChannelActive: nothing,
      notifyChannelInactive: nothing,
    }),
    encoding_binding: encodingBinding,
    errors: () => ({
      noSideEffectsToString: String,
      triggerUncaughtException: deps.triggerUncaughtException,
      exitCodes: { kNoFailure: 0, kGenericUserError: 1 },
      setPrepareStackTraceCallback: nothing,
      setGetSourceMapErrorSource: nothing,
      setSourceMapsEnabled: nothing,
      setMaybeCacheGeneratedSourceMap: nothing,
      setEnhanceStackForFatalException: nothing,
      getErrorSourcePositions: nothing,
    }),
    fs: fsBinding,
    fs_dir: () => ({ opendir: nothing, opendirSync: nothing }),
    fs_event_wrap: () => ({ FSEvent: class FSEvent {} }),
    http_parser: httpParserBinding,
    icu: () => ({}),
    messaging: () => ({
      get DOMException() {
        return deps.domException();
      },
      setDeserializerCreateObjectFunction: nothing,
      structuredClone: deps.structuredClone,
      exposeLazyDOMExceptionProperty: nothing,
    }),
    mksnapshot: () => ({
      isBuildingSnapshotBuffer: new Uint8Array(1),
      runEmbedderPreload: nothing,
      compileSerializeMain: nothing,
      anonymousMainPath: '',
    }),
    options: () => ({
      getCLIOptionsValues: () => ({
        '--async-context-frame': true,
        '--max-http-header-size': 16384,
        '--unhandled-rejections': 'throw',
        '--stack-trace-limit': 10,
      }),
      getCLIOptionsInfo: () => ({}),
      getEmbedderOptions: () => ({}),
      getOptionsAsFlags: () => [],
    }),
    os: () => ({ getOSInformation: () => ['Linux', '', '', ''], getHostname: () => 'localhost' }),
    performance: () => ({
      now: () => world.elapsed,
      constants: {
        NODE_PERFORMANCE_MILESTONE_TIME_ORIGIN: 0,
        NODE_PERFORMANCE_MILESTONE_TIME_ORIGIN_TIMESTAMP: 1,
      },
      milestones: new Float64Array([0, world.startTime * 1000]),
      observerCounts: new Uint32Array(8),
    }),
    stream_wrap: () => ({
      kReadBytesOrError: 0,
      kArrayBufferOffset: 1,
      kBytesWritten: 2,
      kLastWriteWasAsync: 3,
      kLastWriteErr: 4,
      streamBaseState: new Int32Array(5),
      WriteWrap: class {},
      ShutdownWrap: class {},
    }),
    string_decoder: () => stringDecoderBinding,
    symbols: () => deps.perIsolateSymbols,
    task_queue: () => ({
      tickInfo: new Uint8Array(2),
      runMicrotasks: nothing,
      setTickCallback: deps.setTickCallback,
      enqueueMicrotask: deps.enqueueMicrotask,
      setPromiseRejectCallback: nothing,
      promiseRejectEvents: { kPromiseRejectWithNoHandler: 0, kPromiseHandlerAddedAfterReject: 1 },
    }),
    timers: () => timersBinding,
    trace_events: () => ({
      getCategoryEnabledBuffer: () => new Uint8Array(1),
      isTraceCategoryEnabled: () => false,
      trace: nothing,
      available: false,
      usePerfetto: false,
      setTraceCategoryStateUpdateHandler: nothing,
      getEnabledCategories: () => undefined,
      hasAgent: false,
    }),
    types: () => types,
    url: urlBinding,
    url_pattern: () => ({ URLPattern: class URLPattern {} }),
    util: () => utilBinding(deps.privateSymbols),
    uv: () => ({
      errname: (code: number) => `Unknown system error ${code}`,
      getErrorMap: () => new Map(),
      getErrorMessage: String,
      UV_EOF: -4095,
      UV_EINVAL: -22,
      UV_ENOTSOCK: -88,
      UV_ECANCELED: -125,
      UV_EBADF: -9,
      UV_ENOTCONN: -107,
      UV_ETIMEDOUT: -110,
      UV_EADDRINUSE: -98,
      UV_ENOENT: -2,
      UV_ENOSYS: -38,
    }),
    zlib: zlibBinding,
    worker: () => ({ isMainThread: true, isInternalThread: false, ownsProcessState: true, threadId: 0 }),
  };
  return (name) => {
    if (!made.has(name)) {
      const maker = makers[name];
      if (maker === undefined) throw new Error(`No such binding: ${name}`);
      made.set(name, maker());
    }
    return made.get(name);
  };
}

const traceConstants = {
  TRACE_EVENT_PHASE_BEGIN: 66,
  TRACE_EVENT_PHASE_END: 69,
  TRACE_EVENT_PHASE_COMPLETE: 88,
  TRACE_EVENT_PHASE_INSTANT: 73,
  TRACE_EVENT_PHASE_NESTABLE_ASYNC_BEGIN: 98,
  TRACE_EVENT_PHASE_NESTABLE_ASYNC_END: 101,
  TRACE_EVENT_PHASE_COUNTER: 67,
};

function encodingBinding(): Record<string, unknown> {
  const results = new Uint32Array(2);
  return {
    encodeIntoResults: results,
    encodeInto(text: string, target: Uint8Array) {
      const { read, written } = utf8Write(target, text, 0, target.length);
      results[0] = read;
      results[1] = written;
    },
    encodeUtf8String: utf8Encode,
    decodeUTF8(input: ArrayBuffer | ArrayBufferView, ignoreBom: boolean, fatal: boolean) {
      const bytes = bytesOf(input);
      const start = !ignoreBom && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
      const text = utf8Decode(bytes, start, bytes.length, fatal ? 'fatal' : 'replace');
      if (text !== null) return text;
      const error = new TypeError('The encoded data was not valid for encoding utf-8') as TypeError & {
        code?: string;
      };
      error.code = 'ERR_ENCODING_INVALID_ENCODED_DATA';
      throw error;
    },
    toASCII: (domain: string) =>
      isPlain(domain) ? domain.toLowerCase() : askHost('domain', domain, 'ascii'),
    toUnicode: (domain: string) => askHost('domain', domain, 'unicode'),
  };
}

/** A blob's bytes, held whole; Node reads them through `getReader().pull`. */
function createBlob(parts: readonly unknown[], length: number): unknown {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    const piece = partBytes(part);
    bytes.set(piece, at);
    at += piece.length;
  }
  return blobHandle(bytes);
}

const blobBytes = new WeakMap<object, Uint8Array>();

function blobHandle(bytes: Uint8Array): object {
  const handle = {
    getReader: () => {
      let given = false;
      return {
        setWakeup() {},
        pull(callback: (status: number, chunk?: ArrayBuffer, last?: unknown) => void) {
          if (given || bytes.length === 0) return callback(0, undefined, undefined);
          given = true;
          callback(1, bytes.slice().buffer, undefined);
        },
      };
    },
    slice: (start: number, end: number) => blobHandle(bytes.slice(start, end)),
  };
  blobBytes.set(handle, bytes);
  return handle;
}

function partBytes(part: unknown): Uint8Array {
  if (Array.isArray(part)) return blobBytes.get(part[0] as object) ?? bytesOf(part[0] as ArrayBuffer);
  if (typeof part === 'string') return encode(part, 'utf8');
  return blobBytes.get(part as object) ?? bytesOf(part as ArrayBuffer);
}

function concat(parts: readonly (ArrayBuffer | ArrayBufferView)[]): ArrayBuffer {
  const pieces = parts.map(bytesOf);
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all.buffer;
}

/** Such a name is left alone: the host would take 1.2.3 for an address and write it out. */
function isPlain(domain: string): boolean {
  return /^[\x21-\x7e]*$/.test(domain) && !/xn--/i.test(domain);
}
