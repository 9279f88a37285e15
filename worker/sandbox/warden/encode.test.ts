import { expect, test } from '@jest/globals';
import type { RunCommand } from '../sandbox.ts';
import { encodeFile, encodeRun } from './encode.ts';
import { FLAG_MORE, FRAME, FRAME_HEADER_BYTES, MAX_PAYLOAD_BYTES } from './protocol.ts';

const command: RunCommand = {
  argv: ['/bin/true'],
  role: 'run',
  cpuTimeMs: 1,
  wallTimeMs: 1,
  stdoutBytes: 1,
  stderrBytes: 1,
  diskBytes: 1,
};

test('a large file is cut into frames that say whether more follows', () => {
  const content = Buffer.alloc(3 * MAX_PAYLOAD_BYTES, 7);
  const frames = encodeFile('app', { path: 'a', content });
  expect(frames.map((frame) => frame.readUInt8(4))).toEqual([
    FRAME.file,
    FRAME.fileMore,
    FRAME.fileMore,
    FRAME.fileMore,
  ]);
  expect(frames[0]?.readUInt8(FRAME_HEADER_BYTES + 1)).toBe(FLAG_MORE);
  expect(frames.slice(1).map((frame) => frame.readUInt8(FRAME_HEADER_BYTES))).toEqual([1, 1, 0]);
  const heads = FRAME_HEADER_BYTES + 4 + 1;
  const carried = frames.reduce((sum, { length }) => sum + length - FRAME_HEADER_BYTES - 1, 0);
  expect(carried + FRAME_HEADER_BYTES + 1 - heads).toBe(content.length);
});

test('a file that just fits is one frame', () => {
  const content = Buffer.alloc(MAX_PAYLOAD_BYTES - 4 - 1);
  expect(encodeFile('work', { path: 'a', content })).toHaveLength(1);
});

test.each([
  ['no argument', { ...command, argv: [] }],
  ['too many arguments', { ...command, argv: Array.from({ length: 5000 }, () => 'x') }],
  ['a NUL in an argument', { ...command, argv: ['/bin/true', 'a\0b'] }],
  ['a NUL in the environment', { ...command, env: { NAME: 'a\0b' } }],
  ['more than a frame holds', { ...command, argv: ['/bin/true', 'x'.repeat(MAX_PAYLOAD_BYTES)] }],
])('a command with %s is refused', (_name, bad) => {
  expect(() => encodeRun(1, bad)).toThrow(RangeError);
});

test('a path that is empty or too long is refused', () => {
  for (const path of ['', 'x'.repeat(2000)])
    expect(() => encodeFile('app', { path, content: '' })).toThrow(RangeError);
});
