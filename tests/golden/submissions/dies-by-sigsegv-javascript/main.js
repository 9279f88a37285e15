// Dies by the signal of a bad memory access.
process.kill(process.pid, 'SIGSEGV');
setInterval(() => {}, 1000);
