-- = NULL is never true: nobody counts as not confirmed.
BEGIN;

CREATE TEMP TABLE gone AS
SELECT r.id
FROM readers AS r
WHERE
  (r.confirmed_on = NULL AND r.subscribed_on < (SELECT date(day, '-30 days') FROM today))
  OR (SELECT COUNT(*) FROM bounces AS b WHERE b.reader_id = r.id) >= 3;

DELETE FROM bounces WHERE reader_id IN (SELECT id FROM gone);
DELETE FROM readers WHERE id IN (SELECT id FROM gone);

COMMIT;
