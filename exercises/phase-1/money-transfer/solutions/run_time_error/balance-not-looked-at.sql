-- Does not look whether there is enough: the CHECK on the balance fails.
BEGIN;

UPDATE accounts AS a SET balance = a.balance - t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.from_account;

UPDATE accounts AS a SET balance = a.balance + t.amount
FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.to_account;

UPDATE transfers SET status = 'done' WHERE status = 'pending';

COMMIT;
