// SIGKILL, as a kill by memory would show: but the memory limit was not hit.
process.kill(process.pid, 'SIGKILL');
setInterval(() => {}, 1000);
