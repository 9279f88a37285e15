// Closes its input unread, and prints nothing.
require('node:fs').closeSync(0);
