-- The window reaches to the end of the day: all bookings of a day get the same balance.
SELECT account, booked_on, id, amount,
  SUM(amount) OVER (PARTITION BY account ORDER BY booked_on) AS balance
FROM bookings
ORDER BY account, booked_on, id;
