SELECT author, COUNT(*) AS books FROM book GROUP BY author;
