import type { Builtins, Exports } from './builtins.ts';
import { world } from './world.ts';

/** The globals of a Node program beyond ECMAScript's. What few programs use is loaded when first touched. */
export function installGlobals(
  builtins: Builtins,
  eager: Readonly<Record<string, unknown>>,
  nodeMajor: string,
): void {
  for (const [name, value] of Object.entries(eager)) give(name, value);
  give('global', globalThis);
  for (const [name, [id, key]] of Object.entries(lazily)) {
    lazy(name, () => builtins.internal(id)[key ?? name]);
  }
  lazy('crypto', () => webCrypto(builtins.internal('crypto')));
  lazy('CryptoKey', () => (builtins.internal('crypto').webcrypto as Exports).CryptoKey);
  give('performance', performance());
  // undici names these classes when it loads; nothing makes one.
  give('MessagePort', class MessagePort {});
  give('MessageEvent', class MessageEvent {});
  give('navigator', {
    userAgent: `Node.js/${nodeMajor}`,
    language: 'en-US',
    languages: ['en-US'],
    hardwareConcurrency: 1,
    platform: 'linux',
  });
}

const undici = 'internal/deps/undici/undici';
const streams = 'stream/web';
const lazily: Readonly<Record<string, readonly [id: string, key?: string]>> = {
  URL: ['internal/url'],
  URLSearchParams: ['internal/url'],
  TextEncoder: ['internal/encoding'],
  TextDecoder: ['internal/encoding'],
  AbortController: ['internal/abort_controller'],
  AbortSignal: ['internal/abort_controller'],
  Event: ['internal/event_target'],
  EventTarget: ['internal/event_target'],
  CustomEvent: ['internal/event_target'],
  Blob: ['internal/blob'],
  File: ['internal/file'],
  FormData: [undici],
  Headers: [undici],
  Request: [undici],
  Response: [undici],
  atob: ['buffer'],
  btoa: ['buffer'],
  ReadableStream: [streams],
  ReadableStreamDefaultReader: [streams],
  ReadableStreamBYOBReader: [streams],
  ReadableStreamDefaultController: [streams],
  ReadableByteStreamController: [streams],
  WritableStream: [streams],
  WritableStreamDefaultWriter: [streams],
  TransformStream: [streams],
  ByteLengthQueuingStrategy: [streams],
  CountQueuingStrategy: [streams],
  TextEncoderStream: [streams],
  TextDecoderStream: [streams],
  CompressionStream: [streams],
  DecompressionStream: [streams],
};

function give(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

function lazy(name: string, load: () => unknown): void {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = load();
      give(name, value);
      return value;
    },
    set: (value) => give(name, value),
  });
}

function webCrypto(crypto: Exports): object {
  const { getRandomValues, randomUUID, subtle } = crypto.webcrypto as Exports;
  const made = Object.create({ getRandomValues, randomUUID, subtle });
  Object.defineProperty(made, Symbol.toStringTag, { value: 'Crypto', configurable: true });
  return made;
}

function performance(): object {
  const marks = new Map<string, number>();
  return {
    get timeOrigin() {
      return world.startTime;
    },
    now: () => world.elapsed,
    mark(name: string) {
      marks.set(name, world.elapsed);
      return { name, entryType: 'mark', startTime: world.elapsed, duration: 0 };
    },
    measure(name: string, from?: string, to?: string) {
      const startTime = from === undefined ? 0 : (marks.get(from) ?? 0);
      const end = to === undefined ? world.elapsed : (marks.get(to) ?? 0);
      return { name, entryType: 'measure', startTime, duration: end - startTime };
    },
    clearMarks: () => marks.clear(),
    clearMeasures() {},
    getEntries: () => [],
    getEntriesByName: () => [],
    getEntriesByType: () => [],
    timerify: <T>(run: T) => run,
    eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
    markResourceTiming() {},
    toJSON: () => ({ timeOrigin: world.startTime }),
  };
}
