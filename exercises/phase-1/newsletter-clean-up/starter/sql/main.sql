-- Which readers to delete? And what about their bounces?
DELETE FROM readers
WHERE id = 2;
