-- An index of the expression works; but the one that is there would do.
CREATE INDEX photos_year ON photos (strftime('%Y', taken_at));

SELECT album, COUNT(*) AS photos
FROM photos
WHERE strftime('%Y', taken_at) = '2024'
GROUP BY album
ORDER BY album;
