import { join } from 'node:path';
import type { TextFile } from '../../grading/catalogue/exercise.ts';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import { compile } from '../../worker/graders/compile.ts';
import { runtimeOf } from '../../worker/languages/index.ts';
import { createSandbox } from '../../worker/sandbox/create-sandbox.ts';
import type { LeasedCell, RunningProcess, Sandbox } from '../../worker/sandbox/sandbox.ts';
import { median } from './measure.ts';

/**
 * `npm run bench:pinning`: what pinning each cell to a processor of its own does to the times that
 * a learner reads. The same program runs alone, beside one busy neighbour, and beside one that is
 * busy with eight processes (a lease of its own, as large as any), with both cells free to run
 * anywhere and with each on its own core; in turn, so that a drift of the machine meets all alike.
 */
const ROUNDS = 15;
const MIB = 1024 * 1024;
const SETTLE_MS = 100;

const PROGRAMS = {
  python: {
    path: 'main.py',
    content: 'x = 0\nfor i in range(1_500_000):\n    x += i * i % 7\nprint(x)\n',
  },
  javascript: {
    path: 'main.js',
    content:
      'let kept = [];\nfor (let i = 0; i < 3e6; i += 1) { kept.push({ i }); if (kept.length > 1e5) kept = []; }\nconsole.log(kept.length);\n',
  },
  java: {
    path: 'Main.java',
    content: `import java.util.*;
public class Main {
  public static void main(String[] args) {
    Map<Integer, String> map = new HashMap<>();
    for (int i = 0; i < 400_000; i++) map.merge(i % 5000, "x" + i, (a, b) -> b);
    System.out.println(map.size() + " on " + Runtime.getRuntime().availableProcessors());
  }
}
`,
  },
} as const satisfies Record<string, TextFile>;
type Language = keyof typeof PROGRAMS;

const NEIGHBOURS = {
  alone: null,
  'beside 1 process': 'while True: pass\n',
  'beside 8 processes':
    'import os\nfor _ in range(7):\n    if os.fork() == 0: break\nwhile True: pass\n',
} as const;

const RUN = {
  role: 'run',
  cpuTimeMs: 60_000,
  wallTimeMs: 60_000,
  stdoutBytes: 4096,
  stderrBytes: 4096,
  diskBytes: 32 * MIB,
  stdin: '',
} as const;

/** Two sandboxes of one lease each; pinned, the first has core 0 and the second core 1. */
interface Pair {
  readonly name: 'free' | 'pinned';
  readonly own: Sandbox;
  readonly other: Sandbox;
}

async function openPair(name: Pair['name']): Promise<Pair> {
  const open = (core: number): Promise<Sandbox> =>
    createSandbox({
      sandboxImagesDir: join(repoRoot, 'sandbox-images'),
      engine: loadEngineConfig(),
      ...{ isolation: 'auto', concurrency: 1, runtime: null },
      cores: name === 'free' ? [] : [core],
    });
  return { name, own: await open(0), other: await open(1) };
}

const lease = (sandbox: Sandbox, language: Language): Promise<LeasedCell> =>
  sandbox.lease({ image: runtimeOf(language).image, memoryBytes: 256 * MIB, processes: 64 });

/** Keeps the other cell busy until the function that is given back is called. */
async function keepBusy(sandbox: Sandbox, source: string): Promise<() => Promise<void>> {
  const cell = await lease(sandbox, 'python');
  cell.writeFiles([{ path: 'main.py', content: source }]);
  const running: RunningProcess = cell.start({ ...RUN, ...runtimeOf('python').run });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return async () => {
    running.kill();
    await running.facts;
    await cell.release();
  };
}

async function runOnce(sandbox: Sandbox, language: Language): Promise<RunFacts> {
  const runtime = runtimeOf(language);
  const files = [PROGRAMS[language]];
  const cell = await lease(sandbox, language);
  try {
    cell.writeFiles(files);
    const source = { language, files };
    const { compileError } = await compile({ cell, runtime, source, onEvent: () => undefined });
    if (compileError !== null) throw new Error(compileError);
    const facts = await cell.run({ ...RUN, ...runtime.run });
    const { exit, stdout } = facts;
    if (exit.kind !== 'exited' || exit.code !== 0) throw new Error(JSON.stringify(exit));
    lastOutput.set(language, Buffer.from(stdout.bytes).toString().trim());
    return facts;
  } finally {
    await cell.release();
  }
}

const lastOutput = new Map<Language, string>();

interface Times {
  readonly wall: number[];
  readonly cpu: number[];
}

/** Middle value, and how far apart the tenth and the ninetieth of a hundred are, in per cent of it. */
const summary = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  const middle = median(sorted);
  return { middle, spread: Math.round((100 * (at(0.9) - at(0.1))) / middle) };
};

const pairs = [await openPair('free'), await openPair('pinned')];
const times = new Map<string, Times>();
const key = (...parts: readonly string[]): string => parts.join(' | ');
for (let round = 0; round < ROUNDS; round += 1) {
  for (const language of Object.keys(PROGRAMS) as Language[]) {
    for (const [beside, source] of Object.entries(NEIGHBOURS)) {
      for (const { name, own, other } of pairs) {
        const stop = source === null ? null : await keepBusy(other, source);
        const facts = await runOnce(own, language);
        await stop?.();
        // The first round warms everything up.
        if (round === 0) continue;
        const kept = times.get(key(language, beside, name)) ?? { wall: [], cpu: [] };
        times.set(key(language, beside, name), kept);
        kept.wall.push(facts.wallTimeMs);
        kept.cpu.push(facts.cpuTimeMs);
      }
    }
  }
  process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
}
await Promise.all(pairs.flatMap(({ own, other }) => [own.close(), other.close()]));

console.log('median ms and spread (10 % to 90 %); x: median against the free cell alone\n');
console.log('program     neighbour            cells       wall              CPU');
for (const [name, { wall, cpu }] of times) {
  const [language = '', beside = '', cells = ''] = name.split(' | ');
  const alone = times.get(key(language, 'alone', 'free'));
  const shown = (values: readonly number[], reference: readonly number[]): string => {
    const { middle, spread } = summary(values);
    const ratio = (middle / median(reference)).toFixed(2);
    return `${middle.toFixed(0).padStart(5)} ±${String(spread).padStart(3)} % x${ratio}`;
  };
  console.log(
    `${language.padEnd(12)}${beside.padEnd(21)}${cells.padEnd(9)}${shown(wall, alone?.wall ?? [])}   ${shown(cpu, alone?.cpu ?? [])}`,
  );
}
for (const [language, output] of lastOutput) console.log(`${language} printed: ${output}`);
