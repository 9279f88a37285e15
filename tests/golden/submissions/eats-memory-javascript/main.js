// Takes memory, and uses it.
const chunks = [];
for (;;) chunks.push(Buffer.alloc(1 << 20, 1));
