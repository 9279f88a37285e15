/** Words shorter than this must be written as they are: with an edit, they are half the language. */
const MIN_FORGIVEN_LENGTH = 4;
/** So many letters may be written for one that is wrong, missing or too much. */
const LETTERS_PER_EDIT = 4;
const MAX_EDITS = 2;

/** Words without case, accents and punctuation. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Whether each word that is wanted is in the text, begun, in the middle, or a little misspelt. */
export function isFound(wanted: string, text: string): boolean {
  const words = wordsOf(text);
  return wordsOf(wanted).every((each) => words.some((word) => isLike(each, word)));
}

function isLike(wanted: string, word: string): boolean {
  if (word.includes(wanted)) return true;
  if (wanted.length < MIN_FORGIVEN_LENGTH || !word.startsWith(wanted.charAt(0))) return false;
  const edits = Math.min(Math.floor(wanted.length / LETTERS_PER_EDIT), MAX_EDITS);
  return editsToBegin(wanted, word, edits) <= edits;
}

/**
 * The fewest edits (a letter replaced, added, left out, or swapped with its neighbour) that make of
 * `wanted` a beginning of `word`: the optimal string alignment distance, the end of `word` free.
 */
function editsToBegin(wanted: string, word: string, enough: number): number {
  const begun = word.slice(0, wanted.length + enough);
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: begun.length + 1 }, (_, column) => column);
  for (let row = 1; row <= wanted.length; row += 1) {
    const here: number[] = [row];
    for (let column = 1; column <= begun.length; column += 1) {
      const [ours, theirs] = [wanted[row - 1], begun[column - 1]];
      const swapped = ours === begun[column - 2] && wanted[row - 2] === theirs;
      here.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (here[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (ours === theirs ? 0 : 1),
          swapped && row > 1 && column > 1 ? (twoAbove[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [twoAbove, above] = [above, here];
  }
  return Math.min(...above);
}
