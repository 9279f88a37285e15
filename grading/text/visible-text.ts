/**
 * Theory of operation. What a learner's program prints, and what a server or an exercise says,
 * reaches terminals and pages. A terminal obeys escape sequences: they can retitle the window, move
 * the cursor over what we wrote, fake a verdict, or paste into the shell; a page reorders text where
 * a direction mark says so. So every character that a terminal might obey, or that hides or reorders
 * text, is shown as a picture of itself instead:
 *
 * - C0 controls but newline and tab, and DEL, as their Unicode pictures (ESC is ␛);
 * - C1 controls (0x9B is a CSI of one character), line and paragraph separators, directional
 *   overrides and isolates, invisible format characters, fillers, tags and lone surrogates as
 *   `\u{...}`;
 * - combining marks after the eighth in a row likewise, for a flood of them paints over the lines
 *   above and below. No language needs as many.
 *
 * The joiner (U+200D) and the variation selectors stay: emoji and scripts need them, and they
 * cannot reorder or hide anything. A control sequence starts with one of the characters above, so
 * the result is inert wherever it lands.
 */
const UNSAFE =
  /(?!\n|\t|\u{200d}|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const FLOOD = /(?<=(?:\p{M}|\u{200d}){8})(?:\p{M}|\u{200d})/gu;

const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const PICTURE_OF_DELETE = '\u{2421}';

export function makeVisible(text: string): string {
  return text.replace(UNSAFE, picture).replace(FLOOD, picture);
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === DELETE) return PICTURE_OF_DELETE;
  return `\\u{${code.toString(16)}}`;
}

/** Every string in a resource made harmless, for rendering. The shape stays. */
export function makeAllVisible<T>(value: T): T {
  return visibleValue(value) as T;
}

function visibleValue(value: unknown): unknown {
  if (typeof value === 'string') return makeVisible(value);
  if (Array.isArray(value)) return value.map(visibleValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visibleValue(part)]));
}
