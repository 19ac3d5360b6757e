import { parseEnv } from 'node:util';

export interface EnvFile {
  readonly text: string;
  /** Names whose values the file cannot hold: they have every kind of quote in them. */
  readonly left: readonly string[];
}

/** Settings as `node --env-file` reads them (https://nodejs.org/api/environment_variables.html). */
export function envFile(env: Readonly<Record<string, string>>): EnvFile {
  const lines: string[] = [];
  const left: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    const line = ['', "'", '"', '`']
      .map((quote) => `${name}=${quote}${value}${quote}`)
      .find((one) => isRead(`A=1\n${one}\nB=2\n`, name, value));
    if (line === undefined) left.push(name);
    else lines.push(line);
  }
  return { text: lines.map((line) => `${line}\n`).join(''), left };
}

function isRead(text: string, name: string, value: string): boolean {
  const read = parseEnv(text);
  return read[name] === value && Object.keys(read).length === 3;
}
