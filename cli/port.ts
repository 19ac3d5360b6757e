import { InvalidArgumentError } from 'commander';

/** A port as a person types it; 0 stands for any free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('it must be a number from 0 to 65535.');
  return port;
}
