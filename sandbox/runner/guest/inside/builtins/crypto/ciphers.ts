import type { Exports } from '../../builtins.ts';
import { askHost } from '../../host.ts';
import type { Parts } from './parts.ts';

type Transform = new (options?: object) => { push(chunk: unknown): void };

/** `createCipheriv` and `createDecipheriv`: the host's own, kept there by number while it is used. */
export function ciphers({ require, bytes, output, error, Buffer }: Parts): Exports {
  const { Transform } = require('node:stream') as unknown as { Transform: Transform };
  const { StringDecoder } = require('node:string_decoder') as unknown as {
    StringDecoder: new (encoding: string) => { write(bytes: unknown): string; end(bytes?: unknown): string };
  };

  class Cipheriv extends Transform {
    #id: number;
    #decoder: InstanceType<typeof StringDecoder> | null = null;
    #tag: unknown = null;
    #finished = false;
    constructor(
      direction: string,
      algorithm: unknown,
      key: unknown,
      given: { iv: unknown; options?: object },
    ) {
      super(given.options);
      if (typeof algorithm !== 'string') throw error('ERR_INVALID_ARG_TYPE', 'cipher', 'string', algorithm);
      const { authTagLength } = (given.options ?? {}) as { authTagLength?: number };
      this.#id = askHost(
        'cipher.open',
        direction,
        algorithm,
        bytes(key, undefined, 'key'),
        given.iv === null ? null : bytes(given.iv, undefined, 'iv'),
        { authTagLength },
      ) as number;
    }
    update(data: unknown, inputEncoding?: string, outputEncoding?: string) {
      return this.#shown(
        askHost('cipher.update', this.#id, bytes(data, inputEncoding)),
        outputEncoding,
        false,
      );
    }
    final(outputEncoding?: string) {
      if (this.#finished) throw error('ERR_CRYPTO_INVALID_STATE', 'final');
      const last = askHost('cipher.final', this.#id);
      this.#finished = true;
      return this.#shown(last, outputEncoding, true);
    }
    setAAD(data: unknown, options?: { plaintextLength?: number }) {
      askHost('cipher.aad', this.#id, bytes(data), options?.plaintextLength);
      return this;
    }
    setAutoPadding(on = true) {
      askHost('cipher.padding', this.#id, on);
      return this;
    }
    getAuthTag() {
      this.#tag ??= askHost('cipher.tag', this.#id);
      return Buffer.from(this.#tag);
    }
    setAuthTag(tag: unknown, encoding?: string) {
      askHost('cipher.setTag', this.#id, bytes(tag, encoding));
      return this;
    }
    _transform(chunk: unknown, encoding: string, done: (problem?: unknown) => void) {
      try {
        this.push(this.update(chunk, encoding));
        done();
      } catch (problem) {
        done(problem);
      }
    }
    _flush(done: (problem?: unknown) => void) {
      try {
        this.push(this.final());
        done();
      } catch (problem) {
        done(problem);
      }
    }
    /** A character may be cut by a block's end, so text goes through a decoder. */
    #shown(made: unknown, encoding: string | undefined, last: boolean): unknown {
      if (encoding === undefined || encoding === 'buffer') return output(made);
      this.#decoder ??= new StringDecoder(encoding);
      return last ? this.#decoder.end(Buffer.from(made)) : this.#decoder.write(Buffer.from(made));
    }
  }
  const made = (direction: string) => (algorithm: unknown, key: unknown, iv: unknown, options?: object) =>
    new Cipheriv(direction, algorithm, key, { iv, ...(options === undefined ? {} : { options }) });
  return {
    Cipheriv,
    Decipheriv: Cipheriv,
    createCipheriv: made('encrypt'),
    createDecipheriv: made('decrypt'),
    getCiphers: () =>
      ['128', '192', '256'].flatMap((bits) =>
        ['cbc', 'ctr', 'ecb', 'gcm'].map((mode) => `aes-${bits}-${mode}`),
      ),
  };
}
