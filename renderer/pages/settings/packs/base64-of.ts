/** A file's bytes as base64. Rejects where it cannot be read, as a folder that was dropped cannot. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    // The browser's own encoder, off the thread; the result is a data URL.
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.readAsDataURL(file);
  });
}
