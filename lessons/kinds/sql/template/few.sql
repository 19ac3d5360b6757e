CREATE TABLE people (name TEXT NOT NULL, age INTEGER NOT NULL);
INSERT INTO people VALUES ('Ana', 30), ('Bia', 12), ('Eva', 18);
