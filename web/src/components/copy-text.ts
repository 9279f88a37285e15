/**
 * Copies a text; where a page comes over http from another machine, browsers do not let it: then the
 * text's place is selected, to be copied by hand. Gives what happened, in a word.
 */
export async function copyText(
  text: string,
  place: Element | null,
): Promise<'Copied' | 'Selected'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    if (place !== null) window.getSelection()?.selectAllChildren(place);
    return 'Selected';
  }
}
