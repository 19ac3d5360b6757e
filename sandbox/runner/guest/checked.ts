/** Checks of what a guest hands over: nothing of it is trusted, everything has a largest size. */

/** Bytes that one call may bring or take. */
export const largestBytes = 16 * 1024 * 1024;

const longestLog = 1_048_576;

/** A string, refused where it is longer than `most`; a log line is cut instead. */
export function asText(value: unknown, most: number): string {
  if (typeof value !== 'string') throw coded('ERR_INVALID_ARG_TYPE', 'A string was expected.');
  if (value.length > most) {
    if (most === longestLog) return value.slice(0, most);
    throw coded('ERR_OUT_OF_RANGE', `A string of more than ${most} characters is not accepted here.`);
  }
  return value;
}

export function asBytes(value: unknown, most: number = largestBytes): Uint8Array {
  if (!(value instanceof Uint8Array)) throw coded('ERR_INVALID_ARG_TYPE', 'Bytes were expected.');
  if (value.length > most) throw coded('ERR_OUT_OF_RANGE', `More than ${most} bytes are not accepted here.`);
  return value;
}

export function finite(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw coded('ERR_INVALID_ARG_TYPE', 'A number was expected.');
  return value;
}

/** A whole number from 0 to `most`. */
export function size(value: unknown, most: number): number {
  const number = finite(value);
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw coded('ERR_OUT_OF_RANGE', `The length must be between 0 and ${most}.`);
  return number;
}

/** The members of a plain object, or none where it is something else. */
export function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A copy that is a bare Uint8Array, which is what crosses. */
export function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

export function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
