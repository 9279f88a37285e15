-- Moves the money, and forgets the status: the next run moves it again.
BEGIN;

UPDATE accounts AS a SET balance = a.balance - t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.from_account AND a.balance >= t.amount;

UPDATE accounts AS a SET balance = a.balance + t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.to_account;

COMMIT;
