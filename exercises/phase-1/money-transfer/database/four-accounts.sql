INSERT INTO accounts (id, owner, balance) VALUES
  (11, 'Cem',  500.00),
  (12, 'Dora', 500.00),
  (13, 'Eli',  500.00),
  (14, 'Fay',    0.00);

INSERT INTO transfers (id, from_account, to_account, amount, status) VALUES
  (7, 13, 14, 123.45, 'pending');
