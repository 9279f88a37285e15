// Prints for ever.
for (;;) process.stdout.write('x'.repeat(1000) + '\n');
