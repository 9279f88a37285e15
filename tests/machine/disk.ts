import { mkdir, readdir, rm, truncate, writeFile, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../../cli/setup/run-tool.ts';
import { repoRoot } from '../../platform/config/paths.ts';

/** What a virtual machine starts from. Paths. */
export interface MachineDisk {
  readonly disk: string;
  readonly kernel: string;
  readonly initrd: string;
}

const DISK_BYTES = 12 * 1024 ** 3;
const PACKAGES = [
  ...['linux-image-amd64', 'initramfs-tools', 'systemd-sysv', 'udev', 'kmod', 'procps'],
  ...['docker.io', 'iptables', 'apparmor', 'iproute2', 'ca-certificates'],
];

const must = async (file: string, args: readonly string[]): Promise<void> => {
  const { code, output } = await runTool(file, args);
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}:\n${output}`);
};

/** A Debian 12 as its packages are: own kernel, systemd, AppArmor, Docker. Takes about two minutes. */
export async function makeDisk(folder: string): Promise<MachineDisk> {
  const root = join(folder, 'root');
  const tar = join(folder, 'root.tar');
  const hook = join(repoRoot, 'tests', 'machine', 'customize.sh');
  await must('mmdebstrap', [
    ...['--variant=minbase', `--include=${PACKAGES.join(',')}`, `--customize-hook=${hook} "$1"`],
    ...['bookworm', tar],
  ]);
  await mkdir(root);
  await must('tar', ['--extract', '--directory', root, '--file', tar]);
  const made = {
    disk: join(folder, 'disk.img'),
    kernel: join(folder, 'vmlinuz'),
    initrd: join(folder, 'initrd.img'),
  };
  const boot = await readdir(join(root, 'boot'));
  for (const [path, name] of [
    [made.kernel, 'vmlinuz-'],
    [made.initrd, 'initrd.img-'],
  ] as const) {
    const file = boot.find((entry) => entry.startsWith(name));
    if (file === undefined) throw new Error(`The new system has no /boot/${name}*.`);
    await copyFile(join(root, 'boot', file), path);
  }
  await writeFile(made.disk, '');
  await truncate(made.disk, DISK_BYTES);
  await must('mke2fs', ['-q', '-t', 'ext4', '-d', root, made.disk]);
  await rm(root, { recursive: true });
  await rm(tar);
  return made;
}
