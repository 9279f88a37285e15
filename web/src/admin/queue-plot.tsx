import type { QueueStateResource } from '../../../grading/resource/resources.ts';
import { formatDuration } from '../../../grading/text/units.ts';

type Minute = QueueStateResource['minutes'][number];

/** Of the drawing; it is scaled to the room that there is. */
const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 56;
const FLOOR = HEIGHT - 26;
const TOP = 12;

interface QueuePlotProps {
  readonly title: string;
  readonly minutes: readonly Minute[];
  readonly lines: readonly PlotLine[];
  readonly format: (value: number) => string;
}

export interface PlotLine {
  readonly name: string;
  /** Of the style sheet: `plot-first`, `plot-second`. */
  readonly tone: 'first' | 'second';
  /** null: there is nothing to be shown of that minute. */
  readonly read: (minute: Minute) => number | null;
}

/** The last hour, minute by minute: a line for each figure, over an axis that begins at nothing. */
export function QueuePlot({ title, minutes, lines, format }: QueuePlotProps) {
  const values = lines.flatMap(({ read }) => minutes.map((minute) => read(minute) ?? 0));
  const most = Math.max(1, ...values);
  const x = (index: number): number =>
    LEFT + ((WIDTH - LEFT) * index) / Math.max(1, minutes.length - 1);
  const y = (value: number): number => FLOOR - ((FLOOR - TOP) * value) / most;
  const spoken = lines
    .map(
      ({ name, read }) =>
        `${name}: at most ${format(Math.max(0, ...minutes.map((one) => read(one) ?? 0)))}`,
    )
    .join('; ');
  return (
    <figure class="plot">
      <figcaption>
        {title}
        {lines.map(({ name, tone }) => (
          <span key={name} class={`plot-key plot-${tone}`}>
            {name}
          </span>
        ))}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}. ${spoken}.`}>
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line class="plot-grid" x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
            <text class="plot-tick" x={LEFT - 8} y={y(value) + 4}>
              {format(value)}
            </text>
          </g>
        ))}
        {lines.map(({ name, tone, read }) => (
          <path key={name} class={`plot-line plot-${tone}`} d={pathOf(minutes.map(read), x, y)} />
        ))}
        <text class="plot-time" x={LEFT} y={HEIGHT - 6}>
          {clock(minutes[0])}
        </text>
        <text class="plot-time plot-last" x={WIDTH} y={HEIGHT - 6}>
          {clock(minutes.at(-1))}
        </text>
      </svg>
    </figure>
  );
}

/** Interrupted where there is no value. */
function pathOf(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let isDown = false;
  return values
    .map((value, index) => {
      const step = value === null ? '' : `${isDown ? 'L' : 'M'}${x(index)} ${y(value)}`;
      // A minute alone is a dot: a line of no length with round ends.
      const dot = value !== null && !isDown ? `L${x(index)} ${y(value)}` : '';
      isDown = value !== null;
      return step + dot;
    })
    .join('');
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const clock = (minute: Minute | undefined): string =>
  minute === undefined ? '' : TIME.format(new Date(minute.from));

export const asCount = (value: number): string => String(Math.round(value * 10) / 10);
export const asDuration = (value: number): string => formatDuration(Math.round(value));
