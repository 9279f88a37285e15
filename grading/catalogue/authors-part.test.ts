import { expect, test } from '@jest/globals';
import { packAuthorsPart, unpackAuthorsPart, type AuthorsPart } from './authors-part.ts';

const PART: AuthorsPart = {
  manifest: 'format: 1\ntitle: Sum\n',
  solutions: [
    {
      ...{ name: 'accepted/python', language: 'python', expectedVerdict: 'AC' },
      files: [{ path: 'main.py', content: 'print(1)\n' }],
    },
  ],
};

test('what is packed comes out again, under a hash that its content alone decides', () => {
  const packed = packAuthorsPart(PART);
  expect(unpackAuthorsPart(packed)).toEqual(PART);
  expect(packAuthorsPart(structuredClone(PART)).hash).toBe(packed.hash);
  expect(packAuthorsPart({ ...PART, manifest: 'format: 1\n' }).hash).not.toBe(packed.hash);
});

test('what was altered, cut short or is something else is refused', () => {
  const packed = packAuthorsPart(PART);
  const other = packAuthorsPart({ ...PART, solutions: [] });
  expect(() => unpackAuthorsPart({ ...packed, hash: other.hash })).toThrow('not those of');
  expect(() => unpackAuthorsPart({ ...packed, bytes: packed.bytes.slice(0, -9) })).toThrow(
    'cannot be read',
  );
  const strange = { manifest: '', solutions: [{ name: 'x' }] } as unknown as AuthorsPart;
  expect(() => unpackAuthorsPart(packAuthorsPart(strange))).toThrow('another shape');
});
