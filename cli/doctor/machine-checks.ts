import { access, constants, readFile, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { dirname } from 'node:path';
import { errorCode } from '../setup/error-code.ts';
import { answersOk } from '../setup/wait-for-service.ts';
import { localUrl } from '../setup/free-port.ts';
import { fail, ok, warn, type Check, type Finding } from './check.ts';

const GIB = 1024 ** 3;
/** Of the file system that is looked at. */
const LITTLE_BYTES = 5 * GIB;
const TOO_LITTLE_BYTES = GIB / 2;
const CONNECT_TIMEOUT_MS = 3_000;
const OLDEST_NODE = [20, 19] as const;

const node: Check = {
  name: 'node',
  run: () => {
    const { node: version } = process.versions;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const [oldest, oldestMinor] = OLDEST_NODE;
    const fits = major > oldest || (major === oldest && minor >= oldestMinor);
    const remedy = `Install Node ${OLDEST_NODE.join('.')} or newer.`;
    return Promise.resolve(fits ? ok(`Node ${version}`) : fail(`Node ${version}`, remedy));
  },
};

const settings: Check = {
  name: 'settings',
  run: ({ configProblems }) =>
    Promise.resolve(
      configProblems.length === 0
        ? ok('all can be read')
        : fail(configProblems.join('\n'), 'assay config lists every setting.'),
    ),
};

/** How much room there is where a folder is, or will be. */
export const freeSpace = async (folder: string, remedy: string): Promise<Finding> => {
  const place = await nearestFolder(folder);
  const { bavail, bsize, blocks, ffree, files } = await statfs(place);
  const freeBytes = bavail * bsize;
  const found = `${folder}: ${gib(freeBytes)} GiB free of ${gib(blocks * bsize)}`;
  // File systems without a table of files say 0 of 0.
  if (files > 0 && ffree === 0)
    return fail(`${folder}: no file can be made, inodes are used up`, remedy);
  if (freeBytes < TOO_LITTLE_BYTES) return fail(found, `Make room. ${remedy}`);
  return freeBytes < LITTLE_BYTES ? warn(found, `Make room soon. ${remedy}`) : ok(found);
};

const gib = (bytes: number): string => (bytes / GIB).toFixed(1);

const nearestFolder = async (folder: string): Promise<string> => {
  for (let place = folder; ; place = dirname(place)) {
    const there = await access(place).then(
      () => true,
      () => false,
    );
    if (there || place === dirname(place)) return place;
  }
};

const dataDisk: Check = {
  name: 'data disk',
  run: async ({ data, databaseUrl, running }) => {
    const finding = await freeSpace(data.path, `What is in it: du -sh ${data.path}/*`);
    if (finding.status === 'fail') return finding;
    const place = await nearestFolder(data.path);
    const writable = await access(place, constants.W_OK).then(
      () => true,
      () => false,
    );
    // Of somebody who only starts a worker, nothing is kept but a cache.
    if (writable || (databaseUrl !== null && running === null)) return finding;
    return fail(`${place} cannot be written`, 'Run it as its owner, or name another: --data DIR');
  },
};

const ports: Check = {
  name: 'port',
  run: async ({ config: { host, port }, running }) => {
    const url = running?.url ?? localUrl(host, port);
    if (await answersOk(`${url}/api/v1/health`)) return ok(`Assay answers at ${url}`);
    const { hostname, port: number } = new URL(url);
    const taken = await accepts(hostname, Number(number));
    if (running !== null) {
      return fail(
        `${url} does not answer`,
        `Look into its log: logs/api.log of the data directory.`,
      );
    }
    if (!taken) return ok(`${number} of ${hostname} is free`);
    return fail(
      `port ${number} of ${hostname} is another program's`,
      'Give another one: assay up --port N, or ASSAY_PORT.',
    );
  },
};

/** Whether somebody listens there. */
const accepts = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_TIMEOUT_MS });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });

const CERTIFICATE_FILES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'] as const;
const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

const network: Check = {
  name: 'network',
  run: async ({ env }) => {
    const said: string[] = [];
    for (const name of CERTIFICATE_FILES) {
      const file = env[name];
      if (!file) continue;
      const problem = await certificateProblem(file);
      if (problem !== null) {
        return fail(
          `${name} is ${file}: ${problem}`,
          'Name a file of PEM certificates, or unset it.',
        );
      }
      said.push(`certificates of ${name}`);
    }
    const name = PROXIES.find((one) => env[one]);
    if (name !== undefined) {
      const text = env[name] ?? '';
      if (!URL.canParse(text)) return fail(`${name} is no URL`, 'Give it as http://host:port.');
      const { hostname, port, protocol } = new URL(text);
      const number = Number(port || (protocol === 'https:' ? 443 : 80));
      if (!(await accepts(hostname, number))) {
        return fail(
          `${name}: no proxy answers at ${hostname}:${number}`,
          'Mend or unset it: packages and images come through it.',
        );
      }
      said.push(`proxy ${hostname}:${number} answers`);
    }
    return ok(said.length === 0 ? 'no proxy, no certificates of your own' : said.join('; '));
  },
};

const certificateProblem = async (file: string): Promise<string | null> => {
  try {
    new X509Certificate(await readFile(file));
    return null;
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'EACCES'
      ? `it cannot be read (${code})`
      : 'it holds no certificate';
  }
};

export const MACHINE_CHECKS: readonly Check[] = [node, settings, dataDisk, ports, network];
