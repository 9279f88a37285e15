import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { readImageInputs, type ImageInput } from './image-inputs.ts';

/**
 * What an image needs of the npm registry is fetched here by npm itself, with this machine's own
 * registry, proxy and certificates, checked against the hash that downloads.json pins, and handed
 * to the build as a file. The build then needs neither npm nor a way to the registry.
 *
 * Packages with dependencies of their own (Express) stand in a modules/package.json with its lock,
 * which pins the hash of every one; `npm ci` fetches them, and runs none of their scripts.
 */
interface Download {
  readonly npm: string;
  /** As `uname -m` says it. */
  readonly architecture: string;
  readonly file: string;
  readonly integrity: string;
}

const MANIFEST = 'downloads.json';
const MODULES = 'modules';
/** Of a package: what Node reads, and what its licence asks for. */
const NEEDED_MODULE_FILE = /\.([cm]?js|json|node)$|(^|\/)(licen[cs]e|notice)(\.[a-z]+)?$/i;
const NPM_TIMEOUT_MS = 10 * 60_000;
const LARGEST_OUTPUT_BYTES = 1024 * 1024;

const validate = new Ajv().compile<Download[]>({
  type: 'array',
  maxItems: 20,
  items: {
    type: 'object',
    required: ['npm', 'architecture', 'file', 'integrity'],
    additionalProperties: false,
    properties: {
      npm: { type: 'string', pattern: '^(@[a-z0-9-]+/)?[a-z0-9._-]+@[0-9][0-9a-z.-]*$' },
      architecture: { type: 'string' },
      file: { type: 'string', pattern: '^[a-z0-9][a-z0-9._-]*$' },
      integrity: { type: 'string', pattern: '^sha512-[A-Za-z0-9+/]+=*$' },
    },
  },
});

/** Fetches what the image's downloads.json and modules/package-lock.json name; none without them. */
export async function fetchDownloads(
  image: string,
  inputs: readonly ImageInput[],
  architecture: string,
  onProgress: (message: string) => void,
): Promise<ImageInput[]> {
  return [
    ...(await fetchFiles(image, inputs, architecture, onProgress)),
    ...(await fetchModules(inputs, onProgress)),
  ];
}

async function fetchModules(
  inputs: readonly ImageInput[],
  onProgress: (message: string) => void,
): Promise<ImageInput[]> {
  const sources = inputs.filter(({ path }) => path.startsWith(`${MODULES}/package`));
  if (sources.length === 0) return [];
  onProgress('fetching modules from the npm registry');
  const folder = await mkdtemp(join(tmpdir(), 'assay-modules-'));
  try {
    await mkdir(join(folder, MODULES));
    for (const { path, content } of sources) await writeFile(join(folder, path), content);
    await promisify(execFile)(
      'npm',
      ['ci', '--silent', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'],
      { cwd: join(folder, MODULES), timeout: NPM_TIMEOUT_MS, maxBuffer: LARGEST_OUTPUT_BYTES },
    );
    const fetched = await readImageInputs(join(folder, MODULES, 'node_modules'));
    return fetched
      .filter(({ path }) => !path.startsWith('.') && NEEDED_MODULE_FILE.test(path))
      .map((file) => ({ ...file, path: `${MODULES}/${file.path}`, executable: false }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fetchFiles(
  image: string,
  inputs: readonly ImageInput[],
  architecture: string,
  onProgress: (message: string) => void,
): Promise<ImageInput[]> {
  const manifest = inputs.find(({ path }) => path === MANIFEST);
  if (manifest === undefined) return [];
  const downloads: unknown = JSON.parse(manifest.content.toString('utf8'));
  if (!validate(downloads)) {
    const [problem] = validate.errors ?? [];
    throw new Error(
      `sandbox-images/${image}/${MANIFEST}${problem?.instancePath ?? ''} ${problem?.message ?? 'is wrong'}`,
    );
  }
  const wanted = downloads.filter((download) => download.architecture === architecture);
  if (downloads.length > 0 && wanted.length === 0) {
    throw new Error(`sandbox-images/${image}/${MANIFEST} has nothing for ${architecture}.`);
  }
  const files: ImageInput[] = [];
  for (const download of wanted) {
    onProgress(`fetching ${download.npm} from the npm registry`);
    files.push({ path: download.file, content: await fetchOne(download), executable: false });
  }
  return files;
}

async function fetchOne(download: Download): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-download-'));
  try {
    await promisify(execFile)(
      'npm',
      ['pack', download.npm, '--silent', '--pack-destination', folder],
      // Its own folder: npm must not take a package.json or an .npmrc from where we run.
      { cwd: folder, timeout: NPM_TIMEOUT_MS, maxBuffer: LARGEST_OUTPUT_BYTES },
    );
    const [name] = await readdir(folder);
    if (name === undefined) throw new Error(`npm fetched nothing for ${download.npm}.`);
    const content = await readFile(join(folder, name));
    const found = `sha512-${createHash('sha512').update(content).digest('base64')}`;
    if (found !== download.integrity) {
      throw new Error(`${download.npm} is not what ${MANIFEST} pins: it has ${found}.`);
    }
    return content;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
