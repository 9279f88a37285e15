CREATE TABLE bookings (
  id        INT PRIMARY KEY,
  account   VARCHAR(10) NOT NULL,
  booked_on DATE NOT NULL,
  amount    DECIMAL(10, 2) NOT NULL
);
