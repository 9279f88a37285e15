/**
 * Loaded into each service that `assay up` starts (`node --import`): the services watch their
 * supervisor through an IPC channel, and stop when it is gone, however it went. They run in process
 * groups of their own, so that Ctrl-C reaches the supervisor alone, which stops them in order.
 */
const STOP_WITHIN_MS = 12_000;

let stopping = false;
process.on('SIGTERM', () => {
  stopping = true;
});
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
});
// Watching must not keep a service alive that has come to its end.
process.channel?.unref();
// Nobody reads our output any more: that must not end a service before it has cleaned up.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Node's own clean-up at exit can deadlock (nodejs/node#54918; seen here under load, one stop in
// ten), and a service without a supervisor would then stay for ever. Everything is closed by now.
process.on('exit', () => {
  if (stopping) process.kill(process.pid, 'SIGKILL');
});

export {};
