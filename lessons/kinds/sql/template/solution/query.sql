SELECT name FROM people WHERE age >= 18;
