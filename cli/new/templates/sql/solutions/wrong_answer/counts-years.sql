SELECT author, COUNT(DISTINCT published) AS books FROM book GROUP BY author;
