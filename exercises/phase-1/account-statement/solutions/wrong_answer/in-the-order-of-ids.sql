-- Adds up in the order in which the bookings were entered.
SELECT account, booked_on, id, amount,
  SUM(amount) OVER (PARTITION BY account ORDER BY id) AS balance
FROM bookings
ORDER BY account, booked_on, id;
