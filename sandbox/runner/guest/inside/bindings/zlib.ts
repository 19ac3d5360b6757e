import { askHost } from '../host.ts';
import { bytesOf } from './buffer.ts';
import { later } from './fs-requests.ts';

type Processed = (this: unknown) => void;

/** The compressors of Node's `zlib` (src/node_zlib.cc): the host has them, this is one of them by number. */
class Handle {
  onerror: (message: string, errno: number, code: string) => void = () => {};
  #id = 0;
  #state: Uint32Array = new Uint32Array(2);
  #processed: Processed = () => {};
  readonly #mode: number;

  constructor(mode: number) {
    this.#mode = mode;
  }
  protected start(options: object, state: Uint32Array, processed: Processed): void {
    this.#state = state;
    this.#processed = processed;
    this.#id = askHost('zlib.open', this.#mode, options) as number;
  }
  writeSync(...args: Write): void {
    this.#write(args);
  }
  write(...args: Write): void {
    const failed = this.#write(args);
    later(() => {
      if (!failed) this.#processed();
    });
  }
  /** True where the compressor refused, which `onerror` has then been told. */
  #write([flush, input, inputAt, inputLength, output, outputAt, outputLength]: Write): boolean {
    const bytes = input === null ? new Uint8Array(0) : bytesOf(input).slice(inputAt, inputAt + inputLength);
    const [made, outLeft, inLeft, problem] = askHost(
      'zlib.write',
      this.#id,
      flush,
      new Uint8Array(bytes),
      outputLength,
    ) as [Uint8Array, number, number, readonly [string, number, string] | null];
    bytesOf(output).set(made, outputAt);
    this.#state[0] = outLeft;
    this.#state[1] = inLeft;
    if (problem === null) return false;
    this.onerror(...problem);
    return true;
  }
  reset(): void {
    askHost('zlib.reset', this.#id);
  }
  params(level: number, strategy: number): void {
    askHost('zlib.params', this.#id, level, strategy);
  }
  close(): void {
    askHost('zlib.close', this.#id);
  }
  getAsyncId(): number {
    return 0;
  }
}

type Write = [
  flush: number,
  input: ArrayBufferView | null,
  inputAt: number,
  inputLength: number,
  output: ArrayBufferView,
  outputAt: number,
  outputLength: number,
];

class Zlib extends Handle {
  init(
    windowBits: number,
    level: number,
    memLevel: number,
    strategy: number,
    ...rest: [Uint32Array, Processed, ArrayBufferView | undefined]
  ): void {
    const [state, processed, dictionary] = rest;
    this.start({ windowBits, level, memLevel, strategy, dictionary: copied(dictionary) }, state, processed);
  }
}

class Parameterised extends Handle {
  init(params: ArrayLike<number>, ...rest: unknown[]): void {
    const [state, processed] = rest.filter(
      (one) => one instanceof Uint32Array || typeof one === 'function',
    ) as [Uint32Array, Processed];
    this.start({ params: Array.from(params, (one) => one | 0) }, state, processed);
  }
}

export function zlibBinding(): Record<string, unknown> {
  return {
    Zlib,
    BrotliEncoder: Parameterised,
    BrotliDecoder: Parameterised,
    ZstdCompress: Parameterised,
    ZstdDecompress: Parameterised,
    crc32: (data: string | ArrayBufferView, value: number) =>
      askHost('zlib.crc32', typeof data === 'string' ? data : new Uint8Array(bytesOf(data)), value),
  };
}

function copied(bytes: ArrayBufferView | undefined): Uint8Array | undefined {
  return bytes === undefined ? undefined : new Uint8Array(bytesOf(bytes));
}
