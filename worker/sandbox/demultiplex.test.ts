import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demultiplex } from './demultiplex.ts';

const frame = (type: number, payload: Uint8Array): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt8(type, 0);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

/** Cuts bytes into chunks of the given sizes, over and over. */
const chunks = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const cut: Buffer[] = [];
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    cut.push(bytes.subarray(at, at + size));
    at += size;
  }
  return cut;
};

describe('an attached stream taken apart', () => {
  it('gives what was written to stdout, however the frames were cut', async () => {
    const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 50 })), {
      maxLength: 20,
    });
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(frames, sizes, async (sent, cuts) => {
        const source = new PassThrough();
        const { stdout, stderrTail } = demultiplex(source);
        const bytes = Buffer.concat(sent.map(([type, payload]) => frame(type, payload)));
        for (const chunk of chunks(bytes, cuts)) source.write(chunk);
        source.end();
        const of = (type: number): Buffer =>
          Buffer.concat(sent.filter(([one]) => one === type).map(([, payload]) => payload));
        expect(Buffer.compare(await buffer(stdout), of(1))).toBe(0);
        expect(stderrTail()).toBe(of(2).toString('utf8').trim());
      }),
    );
  });

  it('ends with an error where the bytes are no frames', async () => {
    const source = new PassThrough();
    const { stdout } = demultiplex(source);
    source.end('a terminal, not frames');
    await expect(buffer(stdout)).rejects.toThrow('no frame');
  });

  it('keeps only the end of stderr', async () => {
    const source = new PassThrough();
    const { stdout, stderrTail } = demultiplex(source);
    source.end(frame(2, Buffer.from(`${'x'.repeat(10_000)} the end`)));
    await buffer(stdout);
    expect(stderrTail()).toHaveLength(4096);
    expect(stderrTail()).toMatch(/ the end$/);
  });
});
