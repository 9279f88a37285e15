const fs = require('node:fs');

// Inputs begin with QZI, expected outputs with QZE. (The pattern does not match itself.)
const MARKER = /QZ[IE][0-9]{12}/g;
const PLACES = [
  '/app',
  '/work',
  '/tmp',
  '/dev',
  '/srv',
  '/run',
  '/var',
  '/etc',
  '/home',
  '/root',
  '/assay',
  '/opt',
];
const LARGEST = 1 << 26;
const seen = new Set();

function markers(content) {
  // Most of a memory holds neither, and a look is cheaper than a text.
  if (!content.includes('QZ') && !content.includes('Q\0Z')) return [];
  const text = content.toString('latin1');
  return [...text.matchAll(MARKER), ...text.replaceAll('\0', '').matchAll(MARKER)]
    .map(([marker]) => marker)
    .filter((marker) => !seen.has(marker.slice(3)));
}

function contentOf(path) {
  let fd;
  try {
    fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    const buffer = Buffer.alloc(1 << 16);
    return buffer.subarray(0, fs.readSync(fd, buffer));
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

function* filesIn(folder) {
  let entries = [];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

function* memoryOf(pid) {
  const part = Buffer.alloc(1 << 20);
  let memory;
  try {
    memory = fs.openSync(`/proc/${pid}/mem`, 'r');
    for (const line of fs.readFileSync(`/proc/${pid}/maps`, 'latin1').split('\n')) {
      const [, start, end, mode] = /^([0-9a-f]+)-([0-9a-f]+) (..)/.exec(line) ?? [];
      const length = Number(BigInt(`0x${end ?? 0}`) - BigInt(`0x${start ?? 0}`));
      if (mode !== 'rw' || length > LARGEST) continue;
      for (let at = 0; at < length; at += part.length - 64) {
        const wanted = Math.min(part.length, length - at);
        try {
          const read = fs.readSync(memory, part, 0, wanted, BigInt(`0x${start}`) + BigInt(at));
          yield part.subarray(0, read);
        } catch {
          break;
        }
      }
    }
  } catch {
    // Another's, or gone.
  } finally {
    if (memory !== undefined) fs.closeSync(memory);
  }
}

function search() {
  const found = new Set(markers(Buffer.from(JSON.stringify(process.env))));
  const look = (content) => markers(content).forEach((marker) => found.add(marker));
  for (const place of PLACES) {
    for (const path of filesIn(place)) {
      look(Buffer.from(path));
      look(contentOf(path));
    }
  }
  const pids = fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name));
  for (const pid of [...pids, 'self']) {
    for (const name of ['environ', 'cmdline']) look(contentOf(`/proc/${pid}/${name}`));
    for (const memory of memoryOf(pid)) look(memory);
  }
  for (const fd of fs.readdirSync('/proc/self/fd')) look(contentOf(`/proc/self/fd/${fd}`));
  return [...found];
}

function reveal(text) {
  seen.add(text.slice(3));
  const found = search();
  return found.length > 0 ? `FOUND ${found.join(' ')}` : `QZE${text.slice(3)}`;
}
