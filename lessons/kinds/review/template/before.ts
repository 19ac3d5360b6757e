const database = new Database('notes.db');

app.get('/notes/:id', (request, response) => {
  const note = database.prepare('SELECT * FROM notes WHERE id = ? AND owner = ?').get(request.params.id, request.user);
  response.json(note);
});
