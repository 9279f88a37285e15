import { createServer } from 'node:net';
import { CliError, EXIT } from '../client/cli-error.ts';

/** Says early, and in words, what the API would say late in its log. */
export const requireFreePort = (host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });

const explain = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  if (error.code === 'EADDRINUSE') {
    return new CliError(
      `Port ${port} of ${host} is taken by another program.`,
      EXIT.usage,
      `Choose another: assay up --port ${port + 1}`,
    );
  }
  if (error.code === 'EACCES') {
    return new CliError(
      `Port ${port} needs privileges that this user has not.`,
      EXIT.usage,
      'Choose one above 1023: assay up --port 4400',
    );
  }
  return new CliError(
    `The API cannot listen on ${host}, port ${port}: ${error.message}`,
    EXIT.usage,
    'Choose an address of this machine: assay up --host 127.0.0.1',
  );
};

/** How to reach a server that listens on `host`: "all addresses" is none to connect to. */
export const localUrl = (host: string, port: number): string => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};
