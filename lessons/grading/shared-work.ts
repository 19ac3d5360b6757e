type Files = Readonly<Record<string, string>>;

/**
 * What several checks of one grading need alike is made once: whichever check comes first makes it in its own job,
 * and the others take what it was. Only for what is a function of the files, the key and the grading itself.
 */
export class SharedWork {
  readonly #made = new WeakMap<Files, Map<string, Promise<unknown>>>();

  /** What `make` gave before for these files and this key; makes it the first time. What throws is not kept. */
  once<T>(files: Files, key: string, make: () => Promise<T>): Promise<T> {
    const ofFiles = this.#made.get(files) ?? new Map<string, Promise<unknown>>();
    this.#made.set(files, ofFiles);
    const before = ofFiles.get(key);
    // The key names what is made, so that it is of the type that is asked for.
    if (before !== undefined) return before as Promise<T>;
    const made = make();
    ofFiles.set(key, made);
    made.catch(() => ofFiles.delete(key));
    return made;
  }
}
