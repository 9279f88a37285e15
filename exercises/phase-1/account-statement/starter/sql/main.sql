-- The bookings in the right order. The balance is the same for all rows of an account: not yet right.
SELECT account, booked_on, id, amount, SUM(amount) OVER (PARTITION BY account) AS balance
FROM bookings
ORDER BY account, booked_on, id;
