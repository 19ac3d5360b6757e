import { deserialize, serialize } from 'node:v8';

/** Larger frames mean that something went wrong: results are limited long before this. */
const largestFrame = 256 * 1024 * 1024;

/** One message as bytes: its length (4 bytes, little-endian), then V8's structured-clone format. */
export function encodeFrame(message: unknown): Buffer {
  const body = serialize(message);
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32LE(body.length, 0);
  body.copy(frame, 4);
  return frame;
}

/** Puts frames together from whatever pieces a pipe gives. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #length = 0;

  /** Takes the next piece and gives the messages it completes, in order. */
  push(piece: Buffer): unknown[] {
    this.#pieces.push(piece);
    this.#length += piece.length;
    const messages: unknown[] = [];
    for (
      let size = this.#bodyLength();
      size !== null && this.#length >= 4 + size;
      size = this.#bodyLength()
    ) {
      messages.push(deserialize(this.#take(4 + size).subarray(4)));
    }
    return messages;
  }

  #bodyLength(): number | null {
    if (this.#length < 4) return null;
    const first = this.#pieces[0] as Buffer;
    if (first.length < 4) this.#join();
    const size = (this.#pieces[0] as Buffer).readUInt32LE(0);
    if (size > largestFrame) throw new Error(`a frame of ${size} bytes is beyond the limit`);
    return size;
  }

  #take(length: number): Buffer {
    if ((this.#pieces[0] as Buffer).length < length) this.#join();
    const whole = this.#pieces[0] as Buffer;
    if (whole.length === length) this.#pieces.shift();
    else this.#pieces[0] = whole.subarray(length);
    this.#length -= length;
    return whole.subarray(0, length);
  }

  #join(): void {
    this.#pieces = [Buffer.concat(this.#pieces, this.#length)];
  }
}
