INSERT INTO accounts (id, owner, balance) VALUES
  (1, 'Nia', 50.00),
  (2, 'Ole', 60.00);

INSERT INTO transfers (id, from_account, to_account, amount, status) VALUES
  (1, 1, 2, 20.00, 'done'),
  (2, 2, 1, 90.00, 'refused');
