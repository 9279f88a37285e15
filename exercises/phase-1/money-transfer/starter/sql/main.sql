BEGIN;

-- Settle the pending transfer here.

COMMIT;
