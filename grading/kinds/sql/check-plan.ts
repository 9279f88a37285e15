import { CORRECT, wrong, type Judgement } from '../../checker/judgement.ts';
import { sameName } from './compare-rows.ts';
import type { SqlPlanExpectation, SqlPlanFound } from './types.ts';

/** Compares what EXPLAIN said with what a case asks of the plan; the first fault. */
export function checkPlan(expected: SqlPlanExpectation, found: SqlPlanFound): Judgement {
  const { usesIndex, noScanOf, maxRows } = expected;
  const scanned = noScanOf.find((table) => found.scans.some((name) => sameName(name, table)));
  if (scanned !== undefined) return wrong(`The plan reads all of "${scanned}".`);
  if (usesIndex === true && found.indexes.length === 0) return wrong('The plan uses no index.');
  if (typeof usesIndex === 'string') {
    if (!found.indexes.some((name) => sameName(name, usesIndex))) {
      const used = found.indexes.length === 0 ? 'none' : found.indexes.join(', ');
      return wrong(`The plan does not use the index "${usesIndex}"; it uses ${used}.`);
    }
  }
  if (maxRows === null || found.maxRows === null || found.maxRows <= maxRows) return CORRECT;
  return wrong(
    `The plan expects ${found.maxRows} rows at one step; at most ${maxRows} are allowed.`,
  );
}

/** What became of a probe; `error` is the engine's text. */
export interface ProbeOutcome {
  readonly accepted: boolean;
  readonly sqlstate: string | null;
  readonly error: string | null;
}

/** Judges a probe: a row that must be refused and was taken, or the other way round. */
export function checkProbe(
  probe: { readonly name: string; readonly accepted: boolean; readonly sqlstate: string | null },
  outcome: ProbeOutcome,
): Judgement {
  if (probe.accepted && !outcome.accepted) {
    return wrong(`Refused, and should be taken: ${probe.name} (${outcome.error ?? 'no reason'}).`);
  }
  if (!probe.accepted && outcome.accepted) {
    return wrong(`Taken, and should be refused: ${probe.name}.`);
  }
  if (probe.accepted || probe.sqlstate === null || probe.sqlstate === outcome.sqlstate) {
    return CORRECT;
  }
  const state = outcome.sqlstate ?? 'unknown';
  return wrong(
    `Refused for another reason (${state}, not ${probe.sqlstate}): ${probe.name} (${outcome.error ?? ''}).`,
  );
}
