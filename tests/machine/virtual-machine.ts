import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { freePort } from '../support/free-port.ts';
import type { MachineDisk } from './disk.ts';

export interface VirtualMachine {
  /** As DOCKER_HOST wants it. */
  readonly host: string;
  stop(): Promise<void>;
}

/** Emulated, a machine takes a minute and a half to start on an idle processor. */
const START_TIMEOUT_MS = 600_000;
const POLL_MS = 1000;

/**
 * Emulated instruction by instruction: slow, but needs no processor that lets a virtual machine have
 * one. The guest reaches nothing; the port of its engine is forwarded to loopback.
 */
export async function startMachine(
  { disk, kernel, initrd }: MachineDisk,
  console: string,
): Promise<VirtualMachine> {
  const port = await freePort();
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '6G'],
      ...['-kernel', kernel, '-initrd', initrd],
      ...['-append', 'root=/dev/vda rw console=ttyS0 panic=5 mitigations=off'],
      ...['-drive', `file=${disk},if=virtio,format=raw,cache=unsafe`],
      ...['-netdev', `user,id=card,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:2375`],
      ...['-device', 'virtio-net-pci,netdev=card'],
      ...['-display', 'none', '-monitor', 'none', '-serial', `file:${console}`],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const host = `tcp://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  const engine = connectEngine({ dockerHost: host, dockerCertificates: null });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await engine.info().then(Boolean, () => false)) return { host, stop };
    await sleep(POLL_MS);
  }
  await stop();
  throw new Error(`No engine answers in the machine; its console is in ${console}.`);
}
