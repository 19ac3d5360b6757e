import { bytesOf } from '../../bindings/buffer.ts';
import type { Exports } from '../../builtins.ts';

export type Require = (id: string) => Exports;
export type NodeBuffer = Uint8Array & { toString(encoding?: string): string };
type ErrorClass = new (...args: unknown[]) => Error;

/** What every part of the crypto stand-in is made with. */
export interface Parts {
  readonly require: Require;
  readonly Buffer: {
    from(value: unknown, encoding?: unknown): NodeBuffer;
    alloc(size: number): NodeBuffer;
    concat(parts: readonly Uint8Array[]): NodeBuffer;
  };
  /** Makes one of Node's errors by its code. */
  error(code: string, ...args: unknown[]): Error;
  /** Copied bytes of whatever Node takes for data; a KeyObject's where it is secret. */
  bytes(value: unknown, encoding?: unknown, name?: string): Uint8Array;
  /** A Buffer, or text where an encoding is asked for. */
  output(value: unknown, encoding?: string): unknown;
  /** Runs when the event loop next turns, as what Node does in its thread pool is done later. */
  later(run: () => void): void;
  /** `name(..., callback)` of a function that takes its time, and `nameSync(...)`. */
  both(name: string, run: (...args: unknown[]) => unknown): Exports;
}

const secrets = new WeakMap<object, Uint8Array>();

/** The bytes of a secret KeyObject, kept where the guest cannot reach them. */
export const secretBytes = {
  of: (key: object) => secrets.get(key),
  keep: (key: object, bytes: Uint8Array) => void secrets.set(key, bytes),
};

export function cryptoParts(require: Require): Parts {
  const { Buffer } = require('node:buffer') as unknown as Parts;
  const { codes } = require('internal/errors') as { codes: Record<string, ErrorClass> };
  const { setImmediate } = require('node:timers') as { setImmediate(run: () => void): void };
  const error = (code: string, ...args: unknown[]) => {
    const Made = codes[code];
    return Made === undefined ? Object.assign(new Error(code), { code }) : new Made(...args);
  };
  const later = (run: () => void) => setImmediate(run);
  return {
    require,
    Buffer,
    error,
    later,
    bytes(value, encoding, name = 'data') {
      if (typeof value === 'string')
        return new Uint8Array(Buffer.from(value, encoding === 'buffer' ? undefined : encoding));
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
        return new Uint8Array(bytesOf(value as Uint8Array));
      const secret = typeof value === 'object' && value !== null ? secretBytes.of(value) : undefined;
      if (secret !== undefined) return secret;
      const own = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];
      const types = name === 'key' ? own : ['string', 'Buffer', 'TypedArray', 'DataView'];
      throw error('ERR_INVALID_ARG_TYPE', name, types, value);
    },
    output(value, encoding) {
      const buffer = Buffer.from(value);
      return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
    },
    both: (name, run) => ({
      [`${name}Sync`]: run,
      [name]: (...args: unknown[]) => {
        const callback = args.pop();
        if (typeof callback !== 'function')
          throw error('ERR_INVALID_ARG_TYPE', 'callback', 'Function', callback);
        // What is wrong with the arguments is said at once, as Node does.
        const value = run(...args);
        later(() => callback(null, value));
      },
    }),
  };
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
