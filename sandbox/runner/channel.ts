import { readSync, writeSync } from 'node:fs';
import { encodeFrame, FrameReader } from '../frames.ts';
import type { CommandMessage, RunnerMessage } from '../protocol.ts';

export interface Channel {
  /** Waits for the next command; null once the parent has gone. */
  receive(): CommandMessage | null;
  send(message: RunnerMessage): void;
}

/**
 * The runner's end of the channel, read and written synchronously: everything a runner does is
 * synchronous, and a blocking read answers faster than an event loop and needs no streams.
 */
export function openChannel(descriptor: number): Channel {
  const reader = new FrameReader();
  const waiting: CommandMessage[] = [];

  const read = (): Buffer | null => {
    const piece = Buffer.allocUnsafe(65_536);
    for (;;) {
      try {
        const length = readSync(descriptor, piece, 0, piece.length, null);
        return length === 0 ? null : piece.subarray(0, length);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === 'EINTR') continue;
        if (code === 'EAGAIN') pause();
        else return null;
      }
    }
  };

  return {
    receive() {
      while (waiting.length === 0) {
        const piece = read();
        if (piece === null) return null;
        waiting.push(...(reader.push(piece) as CommandMessage[]));
      }
      return waiting.shift() ?? null;
    },
    send(message) {
      const frame = encodeFrame(message);
      let written = 0;
      while (written < frame.length) {
        try {
          written += writeSync(descriptor, frame, written);
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code;
          if (code === 'EAGAIN') pause();
          else if (code !== 'EINTR') throw error;
        }
      }
    },
  };
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** A platform may hand the descriptor over in non-blocking mode; then waiting is ours to do. */
function pause(): void {
  Atomics.wait(never, 0, 0, 1);
}
