-- 2,000 photos of the years 2016 to 2026, a few each week, in seven albums.
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO photos (id, album, taken_at)
SELECT i, 'album ' || (i * i % 7), datetime('2016-01-01 12:00:00', '+' || (i * 47) || ' hours')
FROM n;
