import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeFrame } from './encode.ts';
import { FrameReader, type Frame } from './frame-reader.ts';

const read = (chunks: readonly Buffer[]): Frame[] => {
  const frames: Frame[] = [];
  const reader = new FrameReader();
  for (const chunk of chunks) reader.push(chunk, (frame) => frames.push(frame));
  return frames;
};

const anyFrame = fc.record({
  type: fc.integer({ min: 0, max: 255 }),
  channel: fc.integer({ min: 0, max: 0xffff }),
  payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
});

test('frames come out as they went in, wherever the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(anyFrame, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 50 }),
      (frames, cuts) => {
        const bytes = Buffer.concat(
          frames.map(({ type, channel, payload }) => encodeFrame(type, channel, payload)),
        );
        const chunks: Buffer[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(read(chunks)).toEqual(frames);
      },
    ),
  );
});

test('an incomplete frame is not a frame', () => {
  const frame = encodeFrame(1, 2, Buffer.from('abc'));
  expect(read([frame.subarray(0, 10)])).toEqual([]);
});

test.each([
  ['a payload above the maximum', Buffer.from([1, 0, 2, 0, 0x82, 0, 0, 0])],
  ['a reserved byte that is set', Buffer.from([0, 0, 0, 0, 0x82, 1, 0, 0])],
])('%s is refused', (_name, header) => {
  expect(() => read([header])).toThrow('malformed frame header');
});
