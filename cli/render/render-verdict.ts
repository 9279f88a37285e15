import { VERDICT_TITLES, type Verdict } from '../../grading/verdict/verdict.ts';
import type { Colors } from './terminal-style.ts';

/** `AC accepted`, in the colour of its meaning; the code carries it without colours. */
export function renderVerdict(
  verdict: Verdict,
  colors: Colors,
  title = VERDICT_TITLES[verdict],
): string {
  return paintVerdict(verdict, `${verdict} ${title}`, colors);
}

export function paintVerdict(verdict: Verdict, text: string, colors: Colors): string {
  if (verdict === 'AC') return colors.green(text);
  if (verdict === 'SK') return colors.dim(text);
  if (verdict === 'IE') return colors.magenta(text);
  return colors.red(text);
}

/** One character a case, for the live line. */
export function verdictMark(verdict: Verdict): string {
  if (verdict === 'AC') return '✓';
  return verdict === 'SK' ? '-' : '✗';
}
