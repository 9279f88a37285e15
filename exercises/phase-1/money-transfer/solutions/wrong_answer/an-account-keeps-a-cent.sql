-- Enough is >=, not >.
BEGIN;

UPDATE transfers AS t SET status = 'refused'
FROM accounts AS a WHERE t.status = 'pending' AND a.id = t.from_account AND NOT a.balance > t.amount;

UPDATE accounts AS a SET balance = a.balance - t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.from_account;

UPDATE accounts AS a SET balance = a.balance + t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.to_account;

UPDATE transfers SET status = 'done' WHERE status = 'pending';

COMMIT;
