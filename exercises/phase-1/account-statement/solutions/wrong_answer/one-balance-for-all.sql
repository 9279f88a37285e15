-- Without PARTITION BY the accounts share their money.
SELECT account, booked_on, id, amount,
  SUM(amount) OVER (ORDER BY account, booked_on, id) AS balance
FROM bookings
ORDER BY account, booked_on, id;
