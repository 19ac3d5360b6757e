/** The file of a playground that says how the others are run; nobody edits it as text. The window needs no zod for it. */
export const playgroundFile = 'playground.json';
