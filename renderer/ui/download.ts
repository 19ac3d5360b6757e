/** Hands the person a text as a file, which the browser or the desktop window saves. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The saving has begun with the click; the text need not stay in memory after it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
