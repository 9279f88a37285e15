/** Prints how long it took. */
export async function timed<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${title.padEnd(52)} ${seconds.toFixed(1).padStart(7)} s\n`);
  return result;
}
