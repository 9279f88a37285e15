/** Bound on how deep a chain of causes is followed: it may be a ring. */
const MAX_CAUSES = 5;

/** An error, what caused it, what caused that; nothing where it is no Error. */
export function* errorCauses(error: unknown): Generator<Error> {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    yield current;
    current = current.cause;
  }
}
