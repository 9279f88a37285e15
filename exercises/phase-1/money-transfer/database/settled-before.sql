INSERT INTO accounts (id, owner, balance) VALUES
  (1, 'Kim',  300.00),
  (2, 'Lea',  300.00),
  (3, 'Max',  300.00);

INSERT INTO transfers (id, from_account, to_account, amount, status) VALUES
  (1, 1, 2, 200.00, 'done'),
  (2, 3, 1, 900.00, 'refused'),
  (3, 3, 2,  40.00, 'refused'),
  (4, 2, 3,  60.00, 'pending');
