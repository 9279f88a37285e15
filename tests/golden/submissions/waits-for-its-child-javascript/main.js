// A child turns for ever: its CPU time counts, or the wall time does.
require('node:child_process').spawnSync(process.execPath, ['-e', 'for (;;) {}']);
