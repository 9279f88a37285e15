import { withoutArguments } from '../log/quoted-arguments.ts';
import { storableText } from './storable-json.ts';

const MAX_ERROR_LENGTH = 4000;

const storable = (text: string): string =>
  storableText(withoutArguments(text).slice(0, MAX_ERROR_LENGTH));

/** For those who read a failure: what went wrong, at most 4000 characters. */
export const storableMessage = (error: unknown): string =>
  storable(error instanceof Error ? error.message : String(error));

/** The same with where it went wrong. */
export const storableStack = (error: unknown): string =>
  storable(error instanceof Error ? (error.stack ?? error.message) : String(error));
