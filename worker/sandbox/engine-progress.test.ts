import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { followProgress, type ProgressLine } from './engine-progress.ts';

const follow = async (chunks: string[]): Promise<ProgressLine[]> => {
  const lines: ProgressLine[] = [];
  await followProgress(Readable.from(chunks.map(Buffer.from)), 1000, (line) => lines.push(line));
  return lines;
};

describe('what an engine says while it works', () => {
  it('is read line by line, however it was cut, without what terminals obey', async () => {
    const lines = await follow([
      '{"stream":"Step 2/4 : RUN a',
      'pt\\n"}\n{"stream":"\\u001b[91mwarn\\u0007ing\\u001b[0m\\n"}\n',
      '{"status":"Pulling","id":"ab12","progress":"50%"}',
    ]);
    expect(lines).toEqual([
      { text: 'Step 2/4 : RUN apt', step: { index: 2, count: 4 } },
      { text: 'warning' },
      { text: 'ab12 Pulling 50%' },
    ]);
  });

  it('rejects with the error and the end of the log', async () => {
    const said = [...Array(40).keys()].map((n) => `{"stream":"line ${n}\\n"}\n`);
    const failed = follow([...said, '{"error":"returned a non-zero code: 3"}\n']);
    await expect(failed).rejects.toThrow(/non-zero code: 3\nThe log ended with:\n {2}line 15\n/);
    await expect(failed).rejects.toThrow(/line 39$/);
  });

  it('rejects where nothing comes', async () => {
    const silent = new Readable({ read: () => undefined });
    await expect(followProgress(silent, 10, () => undefined)).rejects.toThrow('nothing came');
  });
});
