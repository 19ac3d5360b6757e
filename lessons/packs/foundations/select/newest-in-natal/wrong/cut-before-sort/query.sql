SELECT name, contact, created_at
FROM (
  SELECT id, name, COALESCE(NULLIF(trim(phone), ''), email) AS contact, created_at
  FROM customers
  WHERE lower(trim(city)) = 'natal'
  ORDER BY id
  LIMIT 5
)
ORDER BY created_at DESC, id;
