import type { Thrown } from './read-answer.ts';

/**
 * Types that a secret case may name. A name of the learner's own may hold what the function was
 * called with.
 */
const KNOWN_TYPES: ReadonlySet<string> = new Set([
  ...['ArithmeticError', 'AssertionError', 'AttributeError', 'IndexError', 'KeyError'],
  ...['LookupError', 'MemoryError', 'NameError', 'NotImplementedError', 'OverflowError'],
  ...['RecursionError', 'RuntimeError', 'StopIteration', 'TypeError', 'UnboundLocalError'],
  ...['UnicodeDecodeError', 'UnicodeEncodeError', 'ValueError', 'ZeroDivisionError', 'EOFError'],
  ...['Error', 'RangeError', 'ReferenceError', 'SyntaxError', 'ImportError', 'OSError'],
  ...['ModuleNotFoundError', 'Exception'],
  // Java
  ...['ArithmeticException', 'ArrayIndexOutOfBoundsException', 'ArrayStoreException'],
  ...['ClassCastException', 'ConcurrentModificationException', 'EmptyStackException'],
  ...['IllegalArgumentException', 'IllegalStateException', 'IndexOutOfBoundsException'],
  ...['InputMismatchException', 'NegativeArraySizeException', 'NoSuchElementException'],
  ...['NullPointerException', 'NumberFormatException', 'OutOfMemoryError', 'RuntimeException'],
  ...['StackOverflowError', 'StringIndexOutOfBoundsException', 'UnsupportedOperationException'],
  // C#
  ...['ArgumentException', 'ArgumentNullException', 'ArgumentOutOfRangeException'],
  ...['DivideByZeroException', 'FormatException', 'IndexOutOfRangeException'],
  ...['InvalidCastException', 'InvalidOperationException', 'KeyNotFoundException'],
  ...['NotImplementedException', 'NotSupportedException', 'NullReferenceException'],
  ...['OutOfMemoryException', 'OverflowException'],
]);

const LEAVING = 'SystemExit';
const MESSAGE_LENGTH = 300;

/** One sentence; of a secret case nothing but the kind of exception. */
export function thrownSentence({ type, message }: Thrown, sample: boolean): string {
  if (type === LEAVING) return 'Called exit instead of returning.';
  if (sample) {
    const shown =
      message.length > MESSAGE_LENGTH ? `${message.slice(0, MESSAGE_LENGTH)}…` : message;
    return shown === '' ? `Raised ${type}.` : `Raised ${type}: ${shown}`;
  }
  return KNOWN_TYPES.has(type) ? `Raised ${type}.` : 'Raised an exception.';
}

/** The exception with the learner's own lines: for samples and for a file that does not load. */
export function thrownText({ type, message, trace }: Thrown): string {
  const head = message === '' ? type : `${type}: ${message}`;
  return trace === '' ? head : `${head}\n${trace}`;
}
