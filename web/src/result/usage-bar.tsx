import { formatBytes, formatDuration } from '../../../grading/text/units.ts';
import { isWallTime } from '../../../grading/verdict/verdict.ts';
import type { CaseResource, ResultResource } from './result-types.ts';

const PERCENT = 100;
/** Reference solutions leave half of each limit unused; who comes near the end may look into it. */
const NEAR_SHARE = 0.5;

interface UsageProps {
  readonly found: CaseResource;
  readonly limits: ResultResource['limits'];
}

/** Time and memory of a case, each against its limit; of one that waited too long the wall time. */
export function Usage({ found, limits }: UsageProps) {
  const waited = isWallTime(found, limits);
  const [time, timeLimit] = waited
    ? [found.wallTimeMs, limits.wallTimeMs]
    : [found.cpuTimeMs, limits.cpuTimeMs];
  return (
    <>
      <UsageBar
        what={waited ? 'Wall time' : 'CPU time'}
        share={time / timeLimit}
        used={formatDuration(time)}
        limit={formatDuration(timeLimit)}
      />
      <UsageBar
        what="Memory"
        share={found.peakMemoryBytes / limits.memoryBytes}
        used={formatBytes(found.peakMemoryBytes)}
        limit={formatBytes(limits.memoryBytes)}
      />
    </>
  );
}

interface UsageBarProps {
  readonly what: string;
  readonly share: number;
  readonly used: string;
  readonly limit: string;
}

function UsageBar({ what, share, used, limit }: UsageBarProps) {
  const level = share >= 1 ? 'over' : share > NEAR_SHARE ? 'near' : 'fine';
  return (
    <span class={`use use-${level}`} title={`${what}: ${used} of ${limit}`}>
      <span class="unseen">{what}: </span>
      <span class="use-text">
        {used}
        <small> of {limit}</small>
      </span>
      <span class="use-track" aria-hidden="true">
        <span style={{ width: `${Math.min(share, 1) * PERCENT}%` }} />
      </span>
    </span>
  );
}
