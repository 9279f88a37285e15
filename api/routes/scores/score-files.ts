import type { ScoreResource } from '../../../grading/resource/resources.ts';
import { csv } from '../../http/csv.ts';

/** How an export is written: chunks of text, one for each batch of scores. */
export interface ScoreFile {
  readonly extension: 'csv' | 'json';
  readonly mediaType: string;
  write(batches: AsyncIterable<readonly ScoreResource[]>): AsyncGenerator<string>;
}

const COLUMNS = [
  ...(['username', 'displayName', 'exerciseId', 'title', 'phase', 'score', 'maxScore'] as const),
  ...(['submissions', 'reachedAt', 'dueAt', 'late', 'userId'] as const),
] satisfies readonly (keyof ScoreResource)[];

const cell = (value: ScoreResource[keyof ScoreResource]): string | number | null =>
  typeof value === 'boolean' ? String(value) : value;

export const CSV_FILE: ScoreFile = {
  extension: 'csv',
  mediaType: 'text/csv',
  async *write(batches) {
    yield csv([COLUMNS], { first: true });
    for await (const scores of batches) {
      const rows = scores.map((score) => COLUMNS.map((column) => cell(score[column])));
      yield csv(rows, { first: false });
    }
  },
};

export const JSON_FILE: ScoreFile = {
  extension: 'json',
  mediaType: 'application/json',
  async *write(batches) {
    yield '{"items":[';
    let before = '';
    for await (const scores of batches) {
      for (const score of scores) {
        yield `${before}\n${JSON.stringify(score)}`;
        before = ',';
      }
    }
    yield '\n]}\n';
  },
};
