import type { StatisticsResource } from '../../../../grading/resource/resources.ts';
import { formatDuration } from '../../../../grading/text/units.ts';

type Bin = StatisticsResource['cpuTimes'][number];

/** Of the drawing; it is scaled to the room that there is. */
const WIDTH = 480;
const HEIGHT = 200;
const FLOOR = HEIGHT - 28;
const TOP = 18;
const GAP = 3;

/** How long the slowest case of accepted submissions took: a histogram, and the same as a table. */
export function RunTimes({ bins }: { readonly bins: readonly Bin[] }) {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="desk-part" aria-labelledby="run-times">
      <h2 id="run-times">CPU time of accepted submissions</h2>
      {total === 0 ? (
        <p class="nothing">None was accepted yet.</p>
      ) : (
        <figure class="histogram">
          <Bars bins={bins} />
          <figcaption class="facts">The slowest case of each submission.</figcaption>
          <details>
            <summary>As a table</summary>
            <BinTable bins={bins} />
          </details>
        </figure>
      )}
    </section>
  );
}

function Bars({ bins }: { readonly bins: readonly Bin[] }) {
  const most = Math.max(...bins.map(({ count }) => count));
  const step = WIDTH / bins.length;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken(bins)}>
      {bins.map(({ untilMs, count }, index) => {
        const height = ((FLOOR - TOP) * count) / most;
        const x = index * step;
        return (
          <g key={untilMs}>
            <rect
              class="histogram-bar"
              {...{ x: x + GAP / 2, y: FLOOR - height, width: step - GAP, height, rx: 2 }}
            />
            {count > 0 && (
              <text class="histogram-count" x={x + step / 2} y={FLOOR - height - 5}>
                {count}
              </text>
            )}
          </g>
        );
      })}
      <line class="histogram-floor" x1={0} x2={WIDTH} y1={FLOOR} y2={FLOOR} />
      <text class="histogram-tick" x={0} y={HEIGHT - 8}>
        0
      </text>
      <text class="histogram-tick histogram-last" x={WIDTH} y={HEIGHT - 8}>
        {formatDuration(bins.at(-1)?.untilMs ?? 0)}
      </text>
    </svg>
  );
}

/** Where most of them are, in a sentence. */
function spoken(bins: readonly Bin[]): string {
  const fullest = bins.reduce((best, bin) => (bin.count > best.count ? bin : best));
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return `Histogram of ${total} submissions; most of them took up to ${formatDuration(fullest.untilMs)}.`;
}

const BinTable = ({ bins }: { readonly bins: readonly Bin[] }) => (
  <table class="share-table">
    <thead>
      <tr>
        <th scope="col">Up to</th>
        <th scope="col">Submissions</th>
      </tr>
    </thead>
    <tbody>
      {bins.map(({ untilMs, count }) => (
        <tr key={untilMs}>
          <th scope="row">{formatDuration(untilMs)}</th>
          <td>{count}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
