import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameReader } from './frames.ts';

describe('frames', () => {
  const messages = [
    { id: 1, big: 2n ** 60n },
    null,
    { bytes: new Uint8Array([1, 2, 3]), text: 'é'.repeat(1_000) },
    [undefined],
  ];
  const whole = Buffer.concat(messages.map(encodeFrame));

  it.each([1, 3, 7, 1_000, whole.length])('come out as they went in, in pieces of %i bytes', (size) => {
    const reader = new FrameReader();
    const read: unknown[] = [];
    for (let at = 0; at < whole.length; at += size) read.push(...reader.push(whole.subarray(at, at + size)));
    expect(read).toEqual(messages);
  });

  it('are refused where their length makes no sense', () => {
    expect(() => new FrameReader().push(Buffer.from([255, 255, 255, 255, 0]))).toThrow(/beyond the limit/);
  });
});
