-- TODO: one row for each author, with the number of books.
SELECT author, title FROM book;
