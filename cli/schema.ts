import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { jsonSchemas } from '../lessons/format/json-schemas.ts';

/** `backline schema`: writes the pack format as JSON Schema, for editors. */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .description('Write the pack format as JSON Schema files, for editors.')
    .requiredOption('--out <folder>', 'where to write them')
    .action(async ({ out }: { out: string }) => {
      await mkdir(out, { recursive: true });
      for (const [name, schema] of Object.entries(jsonSchemas())) {
        await writeFile(join(out, name), `${JSON.stringify(schema, null, 2)}\n`);
        console.log(join(out, name));
      }
    });
}
