/** For Prisma's `contains`, which hands its text to LIKE: `%`, `_` and `\` stand for themselves. */
export const literalPattern = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
