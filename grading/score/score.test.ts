import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseGroup } from '../catalogue/exercise.ts';
import { VERDICTS, type Verdict } from '../verdict/verdict.ts';
import { overallVerdict, scoreOf } from './score.ts';

const group = (id: string, points: number, scoring: CaseGroup['scoring']): CaseGroup => ({
  id,
  title: id,
  points,
  scoring,
  hint: null,
});
const SAMPLES = group('sample', 0, 'all-or-nothing');
const cases = (id: string, ...verdicts: Verdict[]) =>
  verdicts.map((verdict) => ({ group: id, verdict }));

describe('scoreOf', () => {
  test('gives an all-or-nothing group all or nothing', () => {
    const groups = [SAMPLES, group('a', 30, 'all-or-nothing'), group('b', 70, 'all-or-nothing')];
    const graded = [...cases('sample', 'AC'), ...cases('a', 'AC', 'AC'), ...cases('b', 'AC', 'WA')];
    expect(scoreOf(groups, graded)).toMatchObject({
      verdict: 'WA',
      score: 30,
      maxScore: 100,
      groups: [
        { id: 'sample', score: 0, passedCases: 1, totalCases: 1 },
        { id: 'a', score: 30, passedCases: 2, totalCases: 2 },
        { id: 'b', score: 0, passedCases: 1, totalCases: 2 },
      ],
    });
  });

  test('gives a proportional group its share, to two decimals', () => {
    const groups = [group('a', 10, 'proportional')];
    expect(scoreOf(groups, cases('a', 'AC', 'AC', 'TLE')).score).toBe(6.67);
  });

  test('never rounds up to all points', () => {
    const graded = [...cases('a', ...Array<Verdict>(999).fill('AC')), ...cases('a', 'WA')];
    expect(scoreOf([group('a', 1, 'proportional')], graded).score).toBe(0.99);
  });

  test('gives nothing for groups that were not graded', () => {
    const groups = [SAMPLES, group('a', 10, 'all-or-nothing')];
    expect(scoreOf(groups, cases('sample', 'AC'))).toMatchObject({ verdict: 'AC', score: 0 });
  });

  test('is between 0 and the maximum, which an accepted submission alone reaches', () => {
    const anyGroup = fc.record({
      points: fc.integer({ min: 1, max: 100 }),
      scoring: fc.constantFrom<CaseGroup['scoring']>('all-or-nothing', 'proportional'),
      verdicts: fc.array(fc.constantFrom(...VERDICTS), { minLength: 1, maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.array(anyGroup, { minLength: 1, maxLength: 5 }), (all) => {
        const groups = all.map(({ points, scoring }, index) => group(`g${index}`, points, scoring));
        const graded = all.flatMap(({ verdicts }, index) => cases(`g${index}`, ...verdicts));
        const { score, maxScore, verdict } = scoreOf(groups, graded);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(maxScore);
        expect(score === maxScore).toBe(verdict === 'AC');
        expect(Math.round(score * 100) / 100).toBe(score);
      }),
    );
  });
});

describe('overallVerdict', () => {
  test.each<[Verdict[], Verdict]>([
    [['AC', 'AC'], 'AC'],
    [['AC', 'TLE', 'WA'], 'TLE'],
    [['SK', 'AC', 'RTE'], 'RTE'],
    [['AC', 'SK'], 'SK'],
    [['CE', 'CE'], 'CE'],
    [[], 'SK'],
  ])('%j is %s', (verdicts, expected) => {
    expect(overallVerdict(verdicts)).toBe(expected);
  });
});
