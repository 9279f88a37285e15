import { stripVTControlCharacters } from 'node:util';
import type { TextSink } from '../client/terminal.ts';
import { layoutColumns, terminalColumns, widthOf, type Colors } from '../render/terminal-style.ts';
import { plural } from '../../grading/text/units.ts';
import { isRight } from '../../grading/verify/check-exercise.ts';
import type { Candidate, ExerciseFolder, Outcome } from '../../grading/verify/verification.ts';

/** Rows shown at a time: terminals with fewer lines than that are rare. */
const MAX_ROWS = 16;
/** Of the finished ones, how many stay in sight above the first that runs. */
const ROWS_BEFORE = 2;
/** Redrawn at most so often: cases of functions end by the thousand. */
const MIN_INTERVAL_MS = 80;

interface Row {
  readonly id: string;
  readonly total: number;
  /** Case numbers that run now, by candidate: as many as there are cells at work for it. */
  readonly running: Map<Candidate, string>;
  done: number;
  wrong: number;
}

/** A table that is redrawn in place while exercises are verified; for terminals alone. */
export class ProgressTable {
  readonly #sink: TextSink;
  readonly #colors: Colors;
  readonly #rows: Map<ExerciseFolder, Row>;
  #note = '';
  #drawnLines = 0;
  #drawnAt = -Infinity;

  constructor(sink: TextSink, colors: Colors, candidates: readonly Candidate[]) {
    this.#sink = sink;
    this.#colors = colors;
    this.#rows = new Map();
    for (const { folder } of candidates) {
      if (this.#rows.has(folder)) continue;
      const total = candidates.filter((candidate) => candidate.folder === folder).length;
      const { id } = folder.exercise;
      this.#rows.set(folder, { id, total, running: new Map(), done: 0, wrong: 0 });
    }
  }

  started(candidate: Candidate): void {
    this.#rows.get(candidate.folder)?.running.set(candidate, '');
    this.#draw();
  }

  /** Case `index` of `total` is done. */
  reached(candidate: Candidate, index: number, total: number): void {
    this.#rows.get(candidate.folder)?.running.set(candidate, `${index}/${total}`);
    this.#note = '';
    this.#draw();
  }

  finished(outcome: Outcome): void {
    const row = this.#rows.get(outcome.candidate.folder);
    if (row === undefined) return;
    row.running.delete(outcome.candidate);
    row.done += 1;
    if (!isRight(outcome)) row.wrong += 1;
    this.#draw();
  }

  /** What all wait for, an image for instance; until a case is done. */
  note(text: string): void {
    this.#note = text;
    this.#draw();
  }

  /** Writes a line that stays, above the table. */
  log(text: string): void {
    this.clear();
    this.#sink.write(`${text}\n`);
    this.#draw({ now: true });
  }

  clear(): void {
    // Up over what was drawn, then away with all below.
    if (this.#drawnLines > 0) this.#sink.write(`\u{1b}[${this.#drawnLines}A\r\u{1b}[0J`);
    this.#drawnLines = 0;
  }

  #draw({ now = false }: { readonly now?: boolean } = {}): void {
    if (!now && performance.now() - this.#drawnAt < MIN_INTERVAL_MS) return;
    this.#drawnAt = performance.now();
    this.clear();
    const lines = this.lines();
    this.#sink.write(`${lines.join('\n')}\n`);
    this.#drawnLines = lines.length;
  }

  /** The table as it stands, cut to the terminal's width: a line that wraps could not be cleared. */
  lines(): string[] {
    const all = [...this.#rows.values()];
    const firstOpen = all.findIndex(({ done, total }) => done < total);
    const from = Math.max(0, Math.min(firstOpen - ROWS_BEFORE, all.length - MAX_ROWS));
    const shown = all.slice(from, from + MAX_ROWS);
    const header = ['  exercise', 'solutions', 'cells', 'cases'];
    const table = layoutColumns(
      [header, ...shown.map((row) => this.#cellsOf(row))],
      ['left', 'right', 'right', 'left'],
    );
    const done = all.reduce((sum, row) => sum + row.done, 0);
    const total = all.reduce((sum, row) => sum + row.total, 0);
    const finished = all.filter((row) => row.done === row.total).length;
    const footer = `${done} of ${plural(total, 'run')}, ${finished} of ${plural(all.length, 'exercise')}`;
    const notes = this.#note === '' ? [] : [this.#note];
    return [...table, footer, ...notes].map((line) => this.#fit(line));
  }

  #cellsOf({ id, total, running, done, wrong }: Row): string[] {
    const mark = this.#markOf(wrong > 0, done === total, running.size > 0);
    const cases = [...running.values()].filter((text) => text !== '').join('  ');
    const cells = running.size === 0 ? '' : String(running.size);
    return [`${mark} ${id}`, `${done}/${total}`, cells, cases];
  }

  #markOf(wrong: boolean, complete: boolean, active: boolean): string {
    if (wrong) return this.#colors.red('✗');
    if (complete) return this.#colors.green('✓');
    return active ? this.#colors.cyan('▸') : this.#colors.dim('·');
  }

  /** Too narrow for it, a line loses its colours and its end. */
  #fit(line: string): string {
    const last = terminalColumns(this.#sink) - 1;
    if (widthOf(line) <= last) return line;
    return `${Array.from(stripVTControlCharacters(line))
      .slice(0, last - 1)
      .join('')}…`;
  }
}
