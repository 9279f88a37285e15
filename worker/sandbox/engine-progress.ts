import { StringDecoder } from 'node:string_decoder';

/** One line of what an engine says while it pulls, imports or builds. */
export interface ProgressLine {
  readonly text: string;
  /** Of a build: `Step 3/9 : RUN ...`. */
  readonly step?: { readonly index: number; readonly count: number };
}

/** The end of the log that an error carries. */
const TAIL_LINES = 25;
const LONGEST_LINE_BYTES = 1024 * 1024;
/** Colours, and whatever else a terminal would obey. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');
const CONTROL = /\p{Cc}/gu;
const STEP = /^Step (\d+)\/(\d+) : /;

/**
 * Reads the engine's JSON lines to their end. Rejects with the last lines of the log where one
 * reports an error, and where nothing comes for `silenceMs`.
 */
export async function followProgress(
  stream: NodeJS.ReadableStream,
  silenceMs: number,
  onLine: (line: ProgressLine) => void,
): Promise<void> {
  const tail: string[] = [];
  const take = (json: string): void => {
    const message = JSON.parse(json) as Record<string, unknown>;
    if (typeof message['error'] === 'string') throw new Error(failure(message['error'], tail));
    for (const line of linesOf(message)) {
      tail.push(line.text);
      if (tail.length > TAIL_LINES) tail.shift();
      onLine(line);
    }
  };
  const decoder = new StringDecoder('utf8');
  let pending = '';
  for await (const chunk of withinSilence(stream, silenceMs)) {
    const lines = (pending + decoder.write(chunk)).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > LONGEST_LINE_BYTES) throw new Error('the engine sent an endless line');
    for (const line of lines) if (line.trim() !== '') take(line);
  }
  if (pending.trim() !== '') take(pending);
}

async function* withinSilence(
  stream: NodeJS.ReadableStream,
  silenceMs: number,
): AsyncGenerator<Buffer> {
  const iterator = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const silent = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`nothing came for ${silenceMs / 1000} s`)),
        silenceMs,
      );
    });
    try {
      const next = await Promise.race([iterator.next(), silent]);
      if (next.done === true) return;
      yield next.value;
    } finally {
      clearTimeout(timer);
    }
  }
}

function linesOf(message: Record<string, unknown>): ProgressLine[] {
  const { stream, status, progress, id } = message;
  if (typeof stream === 'string') {
    return stream
      .split(/[\r\n]+/)
      .map((text) => text.replaceAll(COLOUR, '').replaceAll(CONTROL, ''))
      .filter((text) => text.trim() !== '')
      .map(buildLine);
  }
  if (typeof status !== 'string') return [];
  const parts = [id, status, progress].filter((part) => typeof part === 'string' && part !== '');
  return [{ text: parts.join(' ') }];
}

function buildLine(text: string): ProgressLine {
  const step = STEP.exec(text);
  if (step === null) return { text };
  return { text, step: { index: Number(step[1]), count: Number(step[2]) } };
}

function failure(reason: string, tail: readonly string[]): string {
  if (tail.length === 0) return reason;
  return `${reason}\nThe log ended with:\n${tail.map((line) => `  ${line}`).join('\n')}`;
}
