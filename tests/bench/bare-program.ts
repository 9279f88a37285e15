import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TextFile } from '../../grading/catalogue/exercise.ts';
import type { LanguageRuntime } from '../../worker/languages/language.ts';
import { unpackImage } from './bare-root.ts';
import type { KindBench } from './compare-kinds.ts';

export interface BareProgram {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A program in a language image's own file system, compiled where the language needs it: the very
 * command of a cell, without the cell.
 */
export async function bareProgram(options: {
  readonly bench: KindBench;
  readonly runtime: LanguageRuntime;
  readonly file: TextFile;
}): Promise<BareProgram> {
  const { bench, runtime, file } = options;
  const image = await bench.sandbox.imageTag(runtime.image);
  const root = await unpackImage(image, join(bench.folder, `bare-${runtime.id}`));
  mountProc(root, bench);
  const path = join(root, 'app', file.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.content);
  if (runtime.compile !== null) {
    const { argv, env } = runtime.compile.command([file.path]);
    const { status, stdout, stderr } = spawnSync('/usr/sbin/chroot', [root, ...argv], {
      ...{ env, encoding: 'utf8' },
    });
    if (status !== 0) throw new Error(`compiling for ${runtime.id}: ${stdout}${stderr}`);
  }
  return { argv: ['/usr/sbin/chroot', root, ...runtime.run.argv], env: { ...runtime.run.env } };
}

/** The JVM finds its libraries by it, and Mono does not start without. */
function mountProc(root: string, bench: KindBench): void {
  const target = join(root, 'proc');
  const mounted = spawnSync('mount', ['-t', 'proc', 'proc', target], { encoding: 'utf8' });
  if (mounted.status !== 0) throw new Error(`mounting ${target}: ${mounted.stderr}`);
  bench.onClose(async () => {
    spawnSync('umount', [target]);
  });
}
