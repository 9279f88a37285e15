// Turns for ever.
for (;;) {}
