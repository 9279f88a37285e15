INSERT INTO accounts (id, owner, balance) VALUES
  (5, 'Gil', 75.25),
  (6, 'Hal',  0.00);

INSERT INTO transfers (id, from_account, to_account, amount, status) VALUES
  (3, 5, 6, 75.25, 'pending');
