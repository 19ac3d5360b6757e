SELECT name FROM people;
