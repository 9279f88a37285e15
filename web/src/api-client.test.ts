import { expect, test } from '@jest/globals';
import { ApiProblem } from './api-client.ts';

test('a field is called by its label', () => {
  const problem = new ApiProblem(400, {
    errors: [
      { field: '/url', message: '/url must be an address.' },
      { field: '/username', message: '/usernames are what it is about.' },
      { field: '/again', message: 'The two are not the same.' },
    ],
  });
  expect(problem.messageOf('url', 'Address')).toBe('Address must be an address.');
  expect(problem.messageOf('username', 'Name')).toBe('/usernames are what it is about.');
  expect(problem.messageOf('again', 'Once more')).toBe('The two are not the same.');
  expect(problem.messageOf('events', 'Events')).toBeUndefined();
});
