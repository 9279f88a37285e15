import type { CaseGroup } from '../catalogue/exercise.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { GroupResult } from './result.ts';

/** What scoring needs of a graded case. */
export interface CaseVerdict {
  readonly group: string;
  readonly verdict: Verdict;
}

export interface Score {
  /** AC only where every case is. */
  readonly verdict: Verdict;
  /** Sum over the groups, to two decimals. */
  readonly score: number;
  readonly maxScore: number;
  readonly groups: readonly GroupResult[];
}

/**
 * Points for the cases' verdicts, which stand in the exercise's order.
 *
 * `all-or-nothing` gives a group's points where all its cases are AC; `proportional` gives the
 * share of its cases that are. A group of which no case was graded (samples only) gives none.
 */
export function scoreOf(groups: readonly CaseGroup[], caseVerdicts: readonly CaseVerdict[]): Score {
  const scored = groups.map((group) => scoreGroup(group, caseVerdicts));
  return {
    verdict: overallVerdict(caseVerdicts.map(({ verdict }) => verdict)),
    score: roundPoints(scored.reduce((sum, { score }) => sum + score, 0)),
    maxScore: maxScoreOf(groups),
    groups: scored,
  };
}

/**
 * AC where every case is, else the verdict of the first case that failed. A skipped case decides
 * nothing while another failed; where nothing else failed, or nothing was graded, it is SK.
 */
export function overallVerdict(verdicts: readonly Verdict[]): Verdict {
  const failed = verdicts.find((verdict) => verdict !== 'AC' && verdict !== 'SK');
  if (failed !== undefined) return failed;
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'AC') ? 'AC' : 'SK';
}

export const maxScoreOf = (groups: readonly CaseGroup[]): number =>
  groups.reduce((sum, { points }) => sum + points, 0);

/** Points are shown and stored with two decimals. */
export const roundPoints = (points: number): number => Math.round(points * 100) / 100;

function scoreGroup(group: CaseGroup, caseVerdicts: readonly CaseVerdict[]): GroupResult {
  const own = caseVerdicts.filter((graded) => graded.group === group.id);
  const passedCases = own.filter(({ verdict }) => verdict === 'AC').length;
  return {
    id: group.id,
    title: group.title,
    points: group.points,
    score: groupPoints(group, passedCases, own.length),
    passedCases,
    totalCases: own.length,
  };
}

function groupPoints(group: CaseGroup, passedCases: number, totalCases: number): number {
  if (totalCases === 0) return 0;
  if (passedCases === totalCases) return group.points;
  if (group.scoring === 'all-or-nothing') return 0;
  // 999 cases of 1000 must not round up to all points.
  const share = roundPoints((group.points * passedCases) / totalCases);
  return Math.max(0, Math.min(share, roundPoints(group.points - 0.01)));
}
