import { expect, test } from '@jest/globals';
import { createLogger } from './logger.ts';

const capture = (level = 'info') => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { logger: createLogger({ name: 'api', level, destination }), lines };
};

test('one JSON object a line, with what it is about', () => {
  const { logger, lines } = capture();
  logger.child({ submissionId: 's-1', requestId: 'r-1' }).info({ event: 'graded' }, 'done');
  logger.debug('not at this level');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    ...{ level: 'info', name: 'api', submissionId: 's-1', requestId: 'r-1' },
    ...{ event: 'graded', msg: 'done' },
  });
});

test('no secret gets into a line', () => {
  const { logger, lines } = capture();
  const secret = 'hunter2';
  logger.info({ password: secret, token: secret, databaseUrl: secret });
  logger.info({ user: { passwordHash: secret, csrfToken: secret } });
  const headers = { authorization: secret, cookie: secret, 'x-csrf-token': secret };
  logger.info({ req: { headers }, res: { headers: { 'set-cookie': secret } } });
  expect(lines).toHaveLength(3);
  expect(lines.join()).not.toContain(secret);
});

test('of an error its code and its table, and nothing that quotes a row', () => {
  const { logger, lines } = capture();
  const row = 'Failing row contains (hunter2)';
  const broken = { code: '23514', table: 'User', detail: row, where: row, meta: { cause: row } };
  logger.error({ err: Object.assign(new Error('refused'), broken) });
  expect(lines.join()).not.toContain('hunter2');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    err: { type: 'Error', message: 'refused', code: '23514', table: 'User' },
  });
});
