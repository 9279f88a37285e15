INSERT INTO accounts (id, owner, balance) VALUES
  (8, 'Ivy', 10.00),
  (9, 'Jan', 99.00);

INSERT INTO transfers (id, from_account, to_account, amount, status) VALUES
  (4, 8, 9, 10.01, 'pending');
