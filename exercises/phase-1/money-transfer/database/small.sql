INSERT INTO accounts (id, owner, balance) VALUES
  (1, 'Ada', 100.00),
  (2, 'Ben',  20.00);

INSERT INTO transfers (id, from_account, to_account, amount, status) VALUES
  (1, 1, 2, 30.50, 'pending');
