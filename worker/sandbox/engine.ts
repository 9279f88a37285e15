import { Duplex, type Readable, type Writable } from 'node:stream';
import Docker from 'dockerode';
import { extract } from 'tar-stream';
import type { EngineConfig } from '../../platform/config/config.ts';
import { demultiplex } from './demultiplex.ts';
import { engineAddress } from './engine-address.ts';
import { EngineError, engineErrorOf } from './engine-errors.ts';
import { followProgress, type ProgressLine } from './engine-progress.ts';
import type { CellContainer, CellHostConfig } from './warden/container-options.ts';

/**
 * What the sandbox needs of a container engine, and the only importer of dockerode. Every call is
 * bounded in time, and every failure is an EngineError that says what to do.
 */
export interface Engine {
  /** As people write it: unix:///var/run/docker.sock. */
  readonly address: string;
  info(): Promise<EngineInfo>;
  hasImage(tag: string): Promise<boolean>;
  /** A file of an image that exists, read without starting anything. */
  readImageFile(tag: string, path: string): Promise<Buffer>;
  pullImage(reference: string, onLine: (line: ProgressLine) => void): Promise<void>;
  importImage(tar: Readable, tag: string): Promise<void>;
  buildImage(request: BuildRequest): Promise<void>;
  /** Creates, attaches and starts; leaves nothing behind where one of them fails. */
  startCell(request: StartCellRequest): Promise<EngineCell>;
  updateCell(id: string, limits: CellLimits): Promise<void>;
  /** Waits until the container is gone, and forces it after a while. True: it went by itself. */
  removeCell(id: string): Promise<boolean>;
  /** Kills and removes at once; a container that is gone already is no error. */
  forceRemoveCell(id: string): Promise<void>;
  listCells(): Promise<ListedCell[]>;
}

export interface EngineInfo {
  readonly version: string;
  /** As `uname -m` says it. */
  readonly architecture: string;
  readonly cgroupVersion: 1 | 2;
  readonly runtimes: readonly string[];
  readonly cores: number;
  /** Of the machine that it runs on. */
  readonly memoryBytes: number;
  /** Which limits its control groups can set. */
  readonly limits: {
    readonly memory: boolean;
    readonly swap: boolean;
    readonly processes: boolean;
  };
  readonly seccomp: boolean;
  /** Where it keeps images and containers, on its own machine. */
  readonly rootDirectory: string;
}

export interface BuildRequest {
  readonly context: Readable;
  readonly tag: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly onLine: (line: ProgressLine) => void;
}

export interface StartCellRequest {
  readonly name: string;
  readonly image: string;
  readonly owner: string;
  readonly container: CellContainer;
}

export interface EngineCell {
  readonly id: string;
  readonly stdin: Writable;
  readonly stdout: Readable;
  stderrTail(): string;
}

export type CellLimits = Pick<CellHostConfig, 'Memory' | 'MemorySwap' | 'PidsLimit' | 'CpusetCpus'>;

export interface ListedCell {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  /** created, running, exited, dead, removing, ... */
  readonly state: string;
  readonly createdAtMs: number;
}

export const OWNER_LABEL = 'dev.assay.owner';
export const ROLE_LABEL = 'dev.assay.role';
export const CELL_ROLE = 'cell';

/** A call that only asks. */
const QUERY_TIMEOUT_MS = 10_000;
/** Create, attach, start, update: slow under load, never this slow. */
const CELL_CALL_TIMEOUT_MS = 30_000;
/** After this, a container that was told to end is killed. */
const LEAVE_TIMEOUT_MS = 5_000;
/** A pull or build that says nothing for so long has died. */
const PULL_SILENCE_MS = 30_000;
const BUILD_SILENCE_MS = 10 * 60_000;

/** Throws an EngineError where the address or the certificates are none. */
export function connectEngine(config: EngineConfig): Engine {
  const address = engineAddress(config);
  return new DockerEngine(new Docker(address.options), address.shown);
}

class DockerEngine implements Engine {
  readonly address: string;
  readonly #docker: Docker;

  constructor(docker: Docker, address: string) {
    this.#docker = docker;
    this.address = address;
  }

  async info(): Promise<EngineInfo> {
    const info = (await this.#call('asking the engine what it is', QUERY_TIMEOUT_MS, () =>
      this.#docker.info(),
    )) as Record<string, unknown>;
    return {
      version: String(info['ServerVersion']),
      architecture: String(info['Architecture']),
      cgroupVersion: info['CgroupVersion'] === '2' ? 2 : 1,
      runtimes: Object.keys(info['Runtimes'] ?? {}),
      cores: Number(info['NCPU']),
      memoryBytes: Number(info['MemTotal']),
      limits: {
        memory: info['MemoryLimit'] === true,
        swap: info['SwapLimit'] === true,
        processes: info['PidsLimit'] === true,
      },
      seccomp: String(info['SecurityOptions']).includes('name=seccomp'),
      rootDirectory: String(info['DockerRootDir']),
    };
  }

  async hasImage(tag: string): Promise<boolean> {
    try {
      await this.#call(`looking for the image ${tag}`, QUERY_TIMEOUT_MS, () =>
        this.#docker.getImage(tag).inspect(),
      );
      return true;
    } catch (error) {
      if (error instanceof EngineError && error.kind === 'not-found') return false;
      throw error;
    }
  }

  async readImageFile(tag: string, path: string): Promise<Buffer> {
    return this.#call(`reading ${path} of the image ${tag}`, CELL_CALL_TIMEOUT_MS, async () => {
      const container = await this.#docker.createContainer({
        Image: tag,
        Entrypoint: ['/none'],
        NetworkDisabled: true,
        Labels: { [OWNER_LABEL]: 'reader', [ROLE_LABEL]: CELL_ROLE },
      });
      try {
        return await firstFile(await container.getArchive({ path }));
      } finally {
        await container.remove({ force: true });
      }
    });
  }

  async pullImage(reference: string, onLine: (line: ProgressLine) => void): Promise<void> {
    await this.#follow(`pulling ${reference}`, PULL_SILENCE_MS, onLine, () =>
      this.#docker.pull(reference),
    );
  }

  async importImage(tar: Readable, tag: string): Promise<void> {
    const [repo, version] = splitTag(tag);
    await this.#follow(
      `importing ${tag}`,
      BUILD_SILENCE_MS,
      () => undefined,
      () => this.#docker.importImage(tar, { repo, tag: version }),
    );
  }

  async buildImage(request: BuildRequest): Promise<void> {
    await this.#follow(`building ${request.tag}`, BUILD_SILENCE_MS, request.onLine, () =>
      this.#docker.buildImage(request.context, {
        t: request.tag,
        buildargs: { ...request.buildArgs },
        labels: { ...request.labels },
        networkmode: 'host',
        rm: true,
        forcerm: true,
        version: '1',
      }),
    );
  }

  async startCell(request: StartCellRequest): Promise<EngineCell> {
    const container = await this.#call('creating a cell', CELL_CALL_TIMEOUT_MS, () =>
      this.#docker.createContainer(createOptions(request)),
    );
    try {
      return await this.#call('starting a cell', CELL_CALL_TIMEOUT_MS, async () => {
        const stream: unknown = await container.attach({
          stream: true,
          stdin: true,
          stdout: true,
          stderr: true,
          hijack: true,
        });
        if (!(stream instanceof Duplex)) throw new Error('the attached stream is no duplex');
        try {
          await container.start();
        } catch (error) {
          stream.destroy();
          throw error;
        }
        return { id: container.id, stdin: stream, ...demultiplex(stream) };
      });
    } catch (error) {
      await this.forceRemoveCell(container.id);
      throw error;
    }
  }

  async updateCell(id: string, limits: CellLimits): Promise<void> {
    await this.#call("changing a cell's limits", CELL_CALL_TIMEOUT_MS, () =>
      this.#docker.getContainer(id).update({ ...limits }),
    );
  }

  async removeCell(id: string): Promise<boolean> {
    const container = this.#docker.getContainer(id);
    const abort = AbortSignal.timeout(LEAVE_TIMEOUT_MS);
    try {
      await container.wait({ condition: 'removed', abortSignal: abort });
      return true;
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) return true;
    }
    await this.forceRemoveCell(id);
    return false;
  }

  async listCells(): Promise<ListedCell[]> {
    const listed = await this.#call('listing cells', QUERY_TIMEOUT_MS, () =>
      this.#docker.listContainers({
        all: true,
        filters: { label: [`${ROLE_LABEL}=${CELL_ROLE}`] },
      }),
    );
    return listed.map((cell) => ({
      id: cell.Id,
      name: (cell.Names[0] ?? cell.Id).replace(/^\//, ''),
      owner: cell.Labels[OWNER_LABEL] ?? '',
      state: cell.State,
      createdAtMs: cell.Created * 1000,
    }));
  }

  async forceRemoveCell(id: string): Promise<void> {
    try {
      await this.#call('removing a cell', CELL_CALL_TIMEOUT_MS, () =>
        this.#docker.getContainer(id).remove({ force: true }),
      );
    } catch (error) {
      const gone = error instanceof EngineError && error.kind === 'not-found';
      // 409: its removal is under way already.
      const leaving = String(error).includes('already in progress');
      if (!gone && !leaving) throw error;
    }
  }

  async #follow(
    doing: string,
    silenceMs: number,
    onLine: (line: ProgressLine) => void,
    open: () => Promise<NodeJS.ReadableStream>,
  ): Promise<void> {
    try {
      await followProgress(await this.#call(doing, silenceMs, open), silenceMs, onLine);
    } catch (error) {
      throw engineErrorOf(error, doing, this.address);
    }
  }

  async #call<T>(doing: string, timeoutMs: number, call: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        const message = `The container engine at ${this.address} did not answer within ${timeoutMs / 1000} s while ${doing}. Is the machine overloaded? Its log says more (\`journalctl -u docker\`).`;
        reject(new EngineError('timeout', message));
      }, timeoutMs);
    });
    try {
      return await Promise.race([call(), late]);
    } catch (error) {
      throw engineErrorOf(error, doing, this.address);
    } finally {
      clearTimeout(timer);
    }
  }
}

function createOptions(request: StartCellRequest): Docker.ContainerCreateOptions {
  const { HostConfig, Entrypoint, Cmd, Env, ...rest } = request.container;
  return {
    ...rest,
    name: request.name,
    Image: request.image,
    Entrypoint: [...Entrypoint],
    Cmd: [...Cmd],
    Env: [...Env],
    Labels: { [OWNER_LABEL]: request.owner, [ROLE_LABEL]: CELL_ROLE },
    // Gone by itself when the warden exits, which it does when its stdin ends: also where this
    // process was killed.
    HostConfig: { ...HostConfig, AutoRemove: true } as Docker.HostConfig,
  };
}

function splitTag(tag: string): [repository: string, version: string] {
  const colon = tag.lastIndexOf(':');
  return [tag.slice(0, colon), tag.slice(colon + 1)];
}

const LARGEST_IMAGE_FILE_BYTES = 64 * 1024;

/** The content of the one regular file in a tar. */
async function firstFile(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const entries = extract();
  stream.pipe(entries);
  for await (const entry of entries) {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LARGEST_IMAGE_FILE_BYTES) throw new Error('the file is too large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
  throw new Error('there is no such file');
}
