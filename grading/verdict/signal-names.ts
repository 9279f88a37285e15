/** Linux signal numbers (x86-64 and arm64 agree) by name: what the sandbox reports is a number. */
const SIGNAL_NAMES: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  16: 'SIGSTKFLT',
  17: 'SIGCHLD',
  18: 'SIGCONT',
  19: 'SIGSTOP',
  20: 'SIGTSTP',
  21: 'SIGTTIN',
  22: 'SIGTTOU',
  23: 'SIGURG',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  26: 'SIGVTALRM',
  27: 'SIGPROF',
  28: 'SIGWINCH',
  29: 'SIGIO',
  30: 'SIGPWR',
  31: 'SIGSYS',
};

/** `SIGSEGV` for 11; `signal 40` for a real-time signal, which has no name. */
export const signalName = (signal: number): string => SIGNAL_NAMES[signal] ?? `signal ${signal}`;

/** `signal 11 (SIGSEGV)`, for sentences. */
export const describeSignal = (signal: number): string =>
  signal in SIGNAL_NAMES ? `signal ${signal} (${signalName(signal)})` : `signal ${signal}`;
