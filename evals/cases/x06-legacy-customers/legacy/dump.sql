CREATE TABLE customers (nr INTEGER PRIMARY KEY, name TEXT, city TEXT);
INSERT INTO customers VALUES (17, 'Baker & Sons', 'Bath');
INSERT INTO customers VALUES (18, 'Quay Hotel', 'Hull');
