/**
 * Prisma quotes a call that is wrong with all its arguments, which may be a learner's source: between
 * its first line and its last, as an object without blank lines (in the errorFormat `minimal`).
 */
const QUOTED_ARGUMENTS = /( invocation:)\s*\n\{[\s\S]*?(?:\n\n|$)/g;

/** The message or stack of an error as it may be logged, stored and shown. */
export const withoutArguments = (text: string): string => text.replace(QUOTED_ARGUMENTS, '$1 ');
