import { formatCall, formatExpected } from './format-call.ts';
import type { FunctionCase, FunctionSpec } from './types.ts';

/** A sample as everybody may see it, whatever the language. */
export const functionSample = (spec: FunctionSpec, testCase: FunctionCase) => ({
  kind: 'function' as const,
  name: testCase.name,
  call: formatCall(spec, testCase, null),
  expected: formatExpected(testCase, null),
});
