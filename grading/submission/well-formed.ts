/** True where a string has no lone surrogate, so that it can be written as UTF-8 without loss. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
