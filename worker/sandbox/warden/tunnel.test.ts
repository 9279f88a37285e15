import { describe, expect, test } from '@jest/globals';
import type { Frame } from './frame-reader.ts';
import { FRAME, FRAME_HEADER_BYTES, TUNNEL_WINDOW_BYTES } from './protocol.ts';
import { Tunnel } from './tunnel.ts';

const CHANNEL = 7;

const frame = (type: number, payload: Buffer = Buffer.alloc(0)): Frame => ({
  type,
  channel: CHANNEL,
  payload,
});

const credit = (bytes: number): Frame => {
  const payload = Buffer.alloc(4);
  payload.writeUInt32LE(bytes);
  return frame(FRAME.tunnelCreditBack, payload);
};

/** A tunnel and the frames it sent, by type. */
function launched(): { tunnel: Tunnel; sent: (type: number) => Buffer[] } {
  const frames: Buffer[] = [];
  const tunnel = new Tunnel(CHANNEL, { port: 80 });
  tunnel.launch((more) => frames.push(...more));
  const sent = (type: number): Buffer[] =>
    frames
      .filter((each) => each.readUInt8(4) === type)
      .map((each) => each.subarray(FRAME_HEADER_BYTES));
  return { tunnel, sent };
}

const closed = (tunnel: Tunnel): Promise<void> =>
  new Promise((resolve) => {
    tunnel.once('close', resolve);
  });

const total = (chunks: readonly Buffer[]): number =>
  chunks.reduce((sum, each) => sum + each.length, 0);

describe('a tunnel', () => {
  test('sends no more than the warden takes, and the rest on credit', () => {
    const { tunnel, sent } = launched();
    expect(tunnel.write(Buffer.alloc(3 * TUNNEL_WINDOW_BYTES))).toBe(false);
    expect(total(sent(FRAME.tunnelData))).toBe(TUNNEL_WINDOW_BYTES);
    tunnel.takeFrame(credit(1000));
    expect(total(sent(FRAME.tunnelData))).toBe(TUNNEL_WINDOW_BYTES + 1000);
  });

  test('gives no credit for what nobody reads', async () => {
    const { tunnel, sent } = launched();
    const chunk = Buffer.alloc(16 * 1024);
    for (let bytes = 0; bytes < TUNNEL_WINDOW_BYTES; bytes += chunk.length)
      tunnel.takeFrame(frame(FRAME.tunnelDataBack, chunk));
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent(FRAME.tunnelCredit)).toEqual([]);
    expect(tunnel.readableLength).toBe(TUNNEL_WINDOW_BYTES);
    tunnel.resume();
    await new Promise((resolve) => setImmediate(resolve));
    const credits = sent(FRAME.tunnelCredit).map((each) => each.readUInt32LE(0));
    expect(credits.reduce((sum, each) => sum + each, 0)).toBe(TUNNEL_WINDOW_BYTES);
  });

  test('a warden that sends more than it was credited breaks its promise', () => {
    const { tunnel } = launched();
    const window = Buffer.alloc(TUNNEL_WINDOW_BYTES);
    tunnel.takeFrame(frame(FRAME.tunnelDataBack, window));
    expect(() => tunnel.takeFrame(frame(FRAME.tunnelDataBack, Buffer.alloc(1)))).toThrow(
      'more than a tunnel was credited',
    );
  });

  test('a failure that nobody listens for ends the tunnel alone', async () => {
    const { tunnel } = launched();
    expect(tunnel.takeFrame(frame(FRAME.tunnelClosed, Buffer.from('ECONNREFUSED')))).toBe(true);
    await closed(tunnel);
    expect(tunnel.errored).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('ends quietly where both sides have ended', async () => {
    const { tunnel, sent } = launched();
    tunnel.takeFrame(frame(FRAME.tunnelConnected));
    tunnel.end('bye');
    tunnel.resume();
    tunnel.takeFrame(frame(FRAME.tunnelEofBack));
    await closed(tunnel);
    expect(tunnel.errored).toBeNull();
    expect(sent(FRAME.tunnelEof)).toHaveLength(1);
    // What the warden still holds for the server must reach it.
    expect(sent(FRAME.tunnelClose)).toEqual([]);
  });

  test('given up, it tells the warden', () => {
    const { tunnel, sent } = launched();
    tunnel.destroy();
    expect(sent(FRAME.tunnelClose)).toHaveLength(1);
  });

  test('takes time-out listeners, and gives them back, as a socket does', () => {
    const { tunnel } = launched();
    const listener = (): void => undefined;
    tunnel.setTimeout(60_000, listener);
    expect(tunnel.listenerCount('timeout')).toBe(1);
    tunnel.setTimeout(0, listener);
    expect(tunnel.listenerCount('timeout')).toBe(0);
    tunnel.destroy();
  });
});
