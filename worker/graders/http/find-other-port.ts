import type { LeasedCell } from '../../sandbox/sandbox.ts';

/** Of web servers, as frameworks and tutorials have them. */
const USUAL_PORTS = [
  ...[80, 1337, 3000, 3001, 3333, 4000, 4200, 5000, 5001, 5173],
  ...[8000, 8001, 8080, 8081, 8082, 8443, 8888, 9000, 9090],
];
const PROBE_TIMEOUT_MS = 200;

/** Where a service listens instead of on `port`, if that is a port that many use; else null. */
export async function findOtherPort(cell: LeasedCell, port: number): Promise<number | null> {
  const candidates = USUAL_PORTS.filter((candidate) => candidate !== port);
  const open = await Promise.all(candidates.map((candidate) => isOpen(cell, candidate)));
  return candidates.find((_, index) => open[index]) ?? null;
}

function isOpen(cell: LeasedCell, port: number): Promise<boolean> {
  const tunnel = cell.connect({ port });
  return new Promise((resolve) => {
    const answer = (open: boolean) => (): void => {
      resolve(open);
      tunnel.destroy();
    };
    tunnel.once('connect', answer(true)).once('error', answer(false));
    tunnel.setTimeout(PROBE_TIMEOUT_MS, answer(false));
  });
}
