import { CallError } from '../contract/call-error.ts';
import { maxExportLength } from '../contract/data.ts';

/** A file that comes in parts, since a message has a limit. One at a time, in memory, bounded. */
export class Uploads {
  #id: string | null = null;
  #parts: string[] = [];
  #length = 0;

  /** Takes the next part; part 0 begins anew. Throws `too-large`, and `bad-input` for one out of order. */
  add(id: string, part: number, text: string): void {
    if (part === 0) {
      this.forget();
      this.#id = id;
    }
    if (id !== this.#id || part !== this.#parts.length) throw outOfOrder();
    this.#length += text.length;
    if (this.#length > maxExportLength) {
      this.forget();
      throw tooLarge();
    }
    this.#parts.push(text);
  }

  /** The whole text. Throws `not-found` where there is no such upload. */
  text(id: string): string {
    if (id !== this.#id) throw gone();
    return this.#parts.join('');
  }

  forget(): void {
    this.#id = null;
    this.#parts = [];
    this.#length = 0;
  }
}

function outOfOrder(): CallError {
  const message = 'A part of the file came out of order.';
  return new CallError({ code: 'bad-input', message, nextStep: 'Choose the file again.' });
}

function tooLarge(): CallError {
  const message = `The file is longer than ${maxExportLength} characters.`;
  return new CallError({ code: 'too-large', message, nextStep: null });
}

function gone(): CallError {
  const message = 'The file is no longer here.';
  return new CallError({ code: 'not-found', message, nextStep: 'Choose the file again.' });
}
