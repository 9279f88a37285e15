-- Foreign keys may wait until COMMIT, so that readers can go before their bounces.
BEGIN;
PRAGMA defer_foreign_keys = ON;

DELETE FROM readers
WHERE id IN (SELECT reader_id FROM bounces GROUP BY reader_id HAVING COUNT(*) >= 3)
  OR (confirmed_on IS NULL AND julianday((SELECT day FROM today)) - julianday(subscribed_on) > 30);

DELETE FROM bounces WHERE reader_id NOT IN (SELECT id FROM readers);

COMMIT;
