const database = new Database('notes.db');

app.get('/notes', (request, response) => {
  const { word } = request.query;
  const notes = database.prepare(`SELECT * FROM notes WHERE owner = ? AND text LIKE '%${word}%'`).all(request.user);
  response.json(notes);
});
app.get('/notes/:id', (request, response) => {
  const note = database.prepare('SELECT * FROM notes WHERE id = ?').get(request.params.id);
  response.json(note);
});
