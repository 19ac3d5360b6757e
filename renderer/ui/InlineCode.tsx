/** A sentence in which an author may have put code between backticks. */
export function InlineCode({ text }: { readonly text: string }) {
  const parts = text.split('`');
  // An even number of parts means a backtick without its partner: then it is only a character.
  if (parts.length % 2 === 0) return text;
  return parts.map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed sentence never move
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
