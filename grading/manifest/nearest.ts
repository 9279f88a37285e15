/** Longer words are no slips of the finger, and would cost time. */
const MAX_LENGTH = 64;
const MIN_PREFIX_LENGTH = 3;

/** The known word that an author most likely meant, or null where none is near. */
export function nearest(word: string, known: Iterable<string>): string | null {
  if (word.length > MAX_LENGTH) return null;
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate.length > MAX_LENGTH) continue;
    const distance = distanceTo(candidate, word);
    if (distance < bestDistance && distance < candidate.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `Did you mean "limits"?`, or what is known. */
export function suggest(word: string, known: readonly string[], otherwise?: string): string {
  const near = nearest(word, known);
  if (near !== null) return `Did you mean "${near}"?`;
  return otherwise ?? `Known here: ${known.join(', ')}.`;
}

/** `time_limit` and `timeLimit` are the same slip. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[-_ ]/g, '');

/** A word cut short (`abs` for `absolute`) is as near as one slip. */
function distanceTo(candidate: string, word: string): number {
  const [wanted, given] = [plain(candidate), plain(word)];
  if (given.length >= MIN_PREFIX_LENGTH && wanted.startsWith(given) && wanted !== given) return 1;
  return editDistance(given, wanted);
}

/** Levenshtein's, row by row. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
