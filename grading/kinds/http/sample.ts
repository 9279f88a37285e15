import { describeExpectation, describeRequest } from './describe.ts';
import type { HttpCase, HttpStep } from './types.ts';

/** A sample as everybody may see it. */
export const httpSample = (testCase: HttpCase) => ({
  kind: 'http' as const,
  name: testCase.name,
  steps: testCase.steps.map(toStep),
});

function toStep(step: HttpStep): { request: string; expected: string } {
  switch (step.type) {
    case 'exchange':
      return { request: describeRequest(step.request), expected: describeExpectation(step.expect) };
    case 'restart':
      return { request: 'The service is stopped and started again.', expected: '' };
    case 'burst': {
      const request = `${step.count} times, ${step.concurrency} at one time:\n${describeRequest(step.request)}`;
      return { request, expected: describeExpectation(step.expect) };
    }
  }
}
