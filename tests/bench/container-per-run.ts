import Docker from 'dockerode';
import type { Contestant } from './measure.ts';

/**
 * The baseline: what a grader without a pool does, through dockerode, in the fastest form that we
 * know: no network to set up, no log driver, the source on the command line, and `wait` registered
 * before `start`.
 *
 * `network: 'none'` is the form most graders use; the engine then runs itself once more per start.
 */
export function containerPerRun(options: {
  readonly name: string;
  readonly image: string;
  readonly argv: readonly string[];
  readonly expectedStdout: string;
  /** Containers for one submission: its number of cases. */
  readonly runs: number;
  readonly network: 'disabled' | 'none';
}): Contestant {
  const docker = new Docker();
  const once = async (): Promise<void> => {
    const container = await docker.createContainer({
      Image: options.image,
      Entrypoint: [],
      Cmd: [...options.argv],
      AttachStdout: true,
      NetworkDisabled: options.network === 'disabled',
      HostConfig: {
        LogConfig: { Type: 'none', Config: {} },
        Memory: 256 * 1024 * 1024,
        MemorySwap: 256 * 1024 * 1024,
        PidsLimit: 64,
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        ...(options.network === 'none' ? { NetworkMode: 'none' } : {}),
      },
    });
    const stream = await container.attach({ stream: true, stdout: true });
    const chunks: Buffer[] = [];
    const sink = { write: (chunk: Buffer) => chunks.push(chunk) };
    docker.modem.demuxStream(stream, sink as never, sink as never);
    const ended = new Promise((resolve) => stream.once('end', resolve));
    const exited = container.wait({ condition: 'next-exit' });
    await container.start();
    await exited;
    await ended;
    await container.remove();
    const stdout = Buffer.concat(chunks).toString();
    if (stdout !== options.expectedStdout) {
      throw new Error(`${options.name}: printed ${JSON.stringify(stdout)}`);
    }
  };
  return {
    name: options.name,
    run: async () => {
      for (let index = 0; index < options.runs; index += 1) await once();
    },
  };
}
