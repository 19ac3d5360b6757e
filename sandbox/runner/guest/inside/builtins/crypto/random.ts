import type { Exports } from '../../builtins.ts';
import type { Random } from '../../random.ts';
import type { Parts } from './parts.ts';

let random: Random | null = null;

/** Given once by the bootstrap: every random byte of a world comes from its seed. */
export function setCryptoRandom(source: Random): void {
  random = source;
}

export function randomFill(bytes: Uint8Array): void {
  random?.fill(bytes);
}

/** Bytes for what the host does by chance: keys, salts of signatures. */
export function freshSeed(): Uint8Array {
  const seed = new Uint8Array(32);
  randomFill(seed);
  return seed;
}

export function randomUUID(): string {
  const bytes = new Uint8Array(16);
  randomFill(bytes);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const mostRandom = 1_048_576;

/** `randomBytes` and its kin. */
export function randomness({ Buffer, error, later, require }: Parts): Exports {
  const randomBytes = (size: unknown, callback?: (problem: null, value: unknown) => void) => {
    if (typeof size !== 'number') throw error('ERR_INVALID_ARG_TYPE', 'size', 'number', size);
    if (!Number.isInteger(size) || size < 0 || size > 2 ** 31 - 1)
      throw error('ERR_OUT_OF_RANGE', 'size', `>= 0 && <= ${2 ** 31 - 1}`, size);
    if (size > mostRandom) throw error('ERR_OUT_OF_RANGE', 'size', `<= ${mostRandom} in this world`, size);
    const made = Buffer.alloc(size);
    randomFill(made);
    if (callback === undefined) return made;
    later(() => callback(null, made));
    return undefined;
  };
  const randomInt = (...args: unknown[]) => {
    const callback =
      typeof args.at(-1) === 'function' ? (args.pop() as (problem: null, value: number) => void) : undefined;
    const [min, max] = args.length > 1 ? args : [0, args[0]];
    if (!Number.isSafeInteger(min)) throw error('ERR_INVALID_ARG_TYPE', 'min', 'a safe integer', min);
    if (!Number.isSafeInteger(max)) throw error('ERR_INVALID_ARG_TYPE', 'max', 'a safe integer', max);
    const [low, high] = [min as number, max as number];
    if (high <= low) throw error('ERR_OUT_OF_RANGE', 'max', `greater than the value of "min" (${low})`, high);
    if (high - low > 2 ** 48 - 1)
      throw error(
        'ERR_OUT_OF_RANGE',
        ...(args.length > 1
          ? ['max - min', `<= ${2 ** 48 - 1}`, high - low]
          : ['max', `<= ${2 ** 48 - 1}`, high]),
      );
    const value = low + Math.floor((random?.float() ?? 0) * (high - low));
    if (callback === undefined) return value;
    later(() => callback(null, value));
    return undefined;
  };
  const fill = (target: ArrayBufferView | ArrayBuffer, offset = 0, size?: number) => {
    const all = ArrayBuffer.isView(target)
      ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
      : new Uint8Array(target);
    randomFill(all.subarray(offset, size === undefined ? undefined : offset + size));
    return target;
  };
  const getRandomValues = (target: ArrayBufferView) => {
    if (target.byteLength > 65_536) throw quotaExceeded(require);
    return fill(target);
  };
  return {
    randomBytes,
    pseudoRandomBytes: randomBytes,
    randomInt,
    randomUUID,
    randomFillSync: fill,
    randomFill: (target: ArrayBufferView, ...rest: unknown[]) => {
      const callback = rest.pop() as (problem: null, value: unknown) => void;
      fill(target, ...(rest as number[]));
      later(() => callback(null, target));
    },
    getRandomValues,
  };
}

function quotaExceeded(require: Parts['require']): Error {
  const { lazyDOMException } = require('internal/util') as {
    lazyDOMException(message: string, name: string): Error;
  };
  return lazyDOMException(`The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
}
