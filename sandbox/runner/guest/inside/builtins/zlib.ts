import { bytesOf, encode } from '../bindings/buffer.ts';
import type { Exports } from '../builtins.ts';
import { askHost } from '../host.ts';

type Require = (id: string) => Exports;
type Transform = new (options: object) => object;

const kinds = {
  Gzip: 'gzip',
  Gunzip: 'gunzip',
  Deflate: 'deflate',
  Inflate: 'inflate',
  DeflateRaw: 'deflateRaw',
  InflateRaw: 'inflateRaw',
  BrotliCompress: 'brotliCompress',
  BrotliDecompress: 'brotliDecompress',
  Unzip: 'unzip',
} as const;

/** Compression, done by the host on whole, capped copies: a stream gathers its input and answers at its end. */
export function zlib(require: Require): Exports {
  const { Transform } = require('node:stream') as { Transform: Transform };
  const { Buffer } = require('node:buffer') as { Buffer: { from(bytes: unknown): unknown } };
  const { nextTick } = require('node:process') as { nextTick(run: () => void): void };
  const run = (kind: string, input: unknown): unknown => {
    const bytes = typeof input === 'string' ? encode(input, 'utf8') : bytesOf(input as Uint8Array);
    return Buffer.from(askHost('zlib', kind, new Uint8Array(bytes)));
  };
  const module: Exports = {
    constants: {
      Z_NO_FLUSH: 0,
      Z_SYNC_FLUSH: 2,
      Z_FINISH: 4,
      Z_BEST_COMPRESSION: 9,
      Z_DEFAULT_COMPRESSION: -1,
      BROTLI_OPERATION_FLUSH: 1,
      BROTLI_PARAM_QUALITY: 1,
    },
  };
  for (const [name, kind] of Object.entries(kinds)) {
    const make = () => {
      const parts: Uint8Array[] = [];
      return new Transform({
        transform(chunk: Uint8Array, _encoding: string, done: () => void) {
          parts.push(bytesOf(chunk));
          done();
        },
        flush(this: { push(bytes: unknown): void }, done: (error?: unknown) => void) {
          try {
            this.push(run(kind, joined(parts)));
            done();
          } catch (error) {
            done(error);
          }
        },
      });
    };
    module[name] = make;
    module[`create${name}`] = make;
    module[`${kind}Sync`] = (input: unknown) => run(kind, input);
    module[kind] = (input: unknown, ...rest: unknown[]) => {
      const callback = rest.at(-1) as (error: unknown, value?: unknown) => void;
      nextTick(() => {
        try {
          callback(null, run(kind, input));
        } catch (error) {
          callback(error);
        }
      });
    };
  }
  return module;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
