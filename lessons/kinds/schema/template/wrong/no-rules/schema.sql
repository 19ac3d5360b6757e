CREATE TABLE members (id INTEGER, email TEXT);
CREATE TABLE loans (member_id INTEGER, days INTEGER);
