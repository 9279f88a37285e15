// Prints without ever returning to the event loop: Node.js keeps what the pipe does not take in memory.
for (;;) process.stdout.write('x'.repeat(1000) + '\n');
