SELECT
  name,
  COALESCE(NULLIF(trim(phone), ''), email) AS contact,
  created_at
FROM customers
WHERE lower(trim(city)) = 'natal'
ORDER BY created_at DESC, id
LIMIT 5;
