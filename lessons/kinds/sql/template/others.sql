CREATE TABLE people (name TEXT NOT NULL, age INTEGER NOT NULL);
INSERT INTO people VALUES ('Caio', 40), ('Davi', 3), ('Iara', 18), ('Joel', 17);
