import { chmod, mkdir, readdir, rm, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLauncherCheckout } from '../support/launcher-checkout.ts';
import type { LauncherCheckout } from '../support/launcher-checkout.ts';

let checkout: LauncherCheckout;
beforeEach(async () => {
  checkout = await createLauncherCheckout();
}, 30_000);
afterEach(() => checkout.remove());

const TIMEOUT_MS = 60_000;

/** A node that answers with another version; everything else of it is real. */
const fakeNode = async (version: string): Promise<string> => {
  const folder = join(checkout.root, 'fake-path');
  await mkdir(folder, { recursive: true });
  await checkout.write(
    'fake-path/node',
    `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; else exec ${process.execPath} "$@"; fi\n`,
  );
  await chmod(join(folder, 'node'), 0o755);
  return folder;
};

describe('the launcher', () => {
  test(
    'installs, compiles and hands over; does neither again while nothing changes',
    async () => {
      const first = await checkout.run(['list', '--query', 'two words']);
      expect(first).toMatchObject({ code: 0, stdout: '["list","--query","two words"]\n' });
      expect(first.stderr).toMatch(/Installing packages[^]*Compiling[^]*web pages/);
      expect(await checkout.run(['list'])).toEqual({ code: 0, stdout: '["list"]\n', stderr: '' });
      expect(await checkout.builds()).toBe(1);
    },
    TIMEOUT_MS,
  );

  test(
    'works through symbolic links, absolute and relative, from any folder',
    async () => {
      const { root } = checkout;
      await mkdir(join(root, 'bin'));
      await symlink('../assay', join(root, 'bin', 'relative'));
      await symlink(join(root, 'bin', 'relative'), join(root, 'absolute'));
      const launcher = join(root, 'absolute');
      const result = await checkout.run(['x'], { launcher, cwd: '/tmp' });
      expect(result).toMatchObject({ code: 0, stdout: '["x"]\n' });
    },
    TIMEOUT_MS,
  );

  test(
    'compiles again after a source was changed or removed, not after a test was',
    async () => {
      await checkout.write('cli/extra.ts', '');
      await checkout.run();
      await checkout.write('cli/other.test.ts', '');
      // A new file changes its folder: only the change of a test that is there is free.
      await checkout.run();
      const before = await checkout.builds();
      const later = new Date(Date.now() + 5_000);
      await utimes(join(checkout.root, 'cli/other.test.ts'), later, later);
      await checkout.run();
      expect(await checkout.builds()).toBe(before);
      await checkout.write('cli/main.ts', '// changed');
      await checkout.run();
      expect(await checkout.builds()).toBe(before + 1);
      await rm(join(checkout.root, 'cli/extra.ts'));
      await checkout.run();
      expect(await checkout.builds()).toBe(before + 2);
    },
    TIMEOUT_MS,
  );

  test(
    'installs again when the lock file names other packages, and not for npm install by hand',
    async () => {
      await checkout.run();
      await checkout.changePackages('2.0.0');
      const changed = await checkout.run();
      expect(changed.stderr).toContain('Installing packages');
      await rm(join(checkout.root, 'node_modules', '.assay-installed'));
      const again = await checkout.run();
      expect(again).toMatchObject({ code: 0 });
      expect(again.stderr).not.toContain('Installing');
    },
    TIMEOUT_MS,
  );

  test(
    'an interrupted installation is done again from nothing',
    async () => {
      await checkout.run();
      await rm(join(checkout.root, 'node_modules', '.assay-installed'));
      await checkout.write('node_modules/half-a-package/package.json', '{}');
      await checkout.write('.assay-installing', '');
      expect((await checkout.run()).code).toBe(0);
      expect(await readdir(join(checkout.root, 'node_modules'))).not.toContain('half-a-package');
      expect(await readdir(checkout.root)).not.toContain('.assay-installing');
    },
    TIMEOUT_MS,
  );

  test(
    'says what did not compile, and tries again next time',
    async () => {
      await checkout.write('cli/broken.ts', '');
      const broken = await checkout.run();
      expect(broken.code).toBe(1);
      expect(broken.stdout).toBe('');
      expect(broken.stderr).toContain('cli/broken.ts(1,1): error TS1005');
      await rm(join(checkout.root, 'cli/broken.ts'));
      expect(await checkout.run(['ok'])).toMatchObject({ code: 0, stdout: '["ok"]\n' });
    },
    TIMEOUT_MS,
  );

  test(
    'two first runs at one time: one installs and compiles, both work',
    async () => {
      const [one, two] = await Promise.all([checkout.run(['one']), checkout.run(['two'])]);
      expect([one.stdout, two.stdout]).toEqual(['["one"]\n', '["two"]\n']);
      expect([one.code, two.code]).toEqual([0, 0]);
      expect(await checkout.builds()).toBe(1);
    },
    TIMEOUT_MS,
  );

  test.each(['v18.20.4', 'v20.18.3', 'v9.0.0'])('refuses Node %s', async (version) => {
    const result = await checkout.run(['list'], { pathFolder: await fakeNode(version) });
    expect(result.code).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(`Node ${version} is too old: Assay needs Node 20.19 or newer`);
    expect(await checkout.builds()).toBe(0);
  });

  test.each(['v20.19.0', 'v22.1.0', 'v100.0.0'])(
    'takes Node %s',
    async (version) => {
      const result = await checkout.run(['list'], { pathFolder: await fakeNode(version) });
      expect(result).toMatchObject({ code: 0, stdout: '["list"]\n' });
    },
    TIMEOUT_MS,
  );
});
