import { DEFAULT_LIMITS, defaultWallTimeMs, type Limits } from './limits.ts';
import type { CheckerSpec, Manifest, ManifestOf } from './manifest.ts';
import type { Language } from './schema.ts';

const KIB = 1024;
const MIB = 1024 * 1024;
const DEFAULT_TOLERANCE = 1e-6;

/**
 * The limits of one case in one language: `languageLimits` over `limits` over the defaults, each
 * number for itself. Wall time that nobody set follows from the CPU time that came out.
 */
export function resolveLimits(
  manifest: Pick<Manifest, 'limits' | 'languageLimits'>,
  language: Language,
): Limits {
  const own: LimitNumbers & { readonly wallTimeMs?: number } = {
    ...DEFAULT_LIMITS,
    ...manifest.limits,
    ...manifest.languageLimits?.[language],
  };
  return {
    cpuTimeMs: own.cpuTimeMs,
    wallTimeMs: own.wallTimeMs ?? defaultWallTimeMs(own.cpuTimeMs),
    memoryBytes: own.memoryMiB * MIB,
    outputBytes: own.outputKiB * KIB,
    processes: own.processes,
    diskBytes: own.diskMiB * MIB,
  };
}

type LimitNumbers = { readonly [K in keyof typeof DEFAULT_LIMITS]: number };

/** The checker with its defaults; where neither case nor exercise names one, `tokens`. */
export function resolveChecker(checker: ManifestOf['program']['checker']): CheckerSpec {
  const spec = typeof checker === 'string' ? { type: checker } : (checker ?? { type: 'tokens' });
  switch (spec.type) {
    case 'tokens':
      return { type: 'tokens', caseSensitive: optionsOf(spec).caseSensitive ?? true };
    case 'float': {
      const { absolute, relative } = optionsOf(spec);
      return {
        type: 'float',
        absolute: absolute ?? DEFAULT_TOLERANCE,
        relative: relative ?? DEFAULT_TOLERANCE,
      };
    }
    case 'exact':
    case 'lines-unordered':
      return { type: spec.type };
  }
}

interface CheckerOptions {
  readonly caseSensitive?: boolean;
  readonly absolute?: number;
  readonly relative?: number;
}

const optionsOf = (spec: object): CheckerOptions => spec;
