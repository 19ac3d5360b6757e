import type { Exercise } from '../kinds/schemas.ts';
import { type ExportContext, type ProjectParts, sourceFolder } from './project.ts';

/** What an exercise of a kind without an exporter becomes: its files, and a way to run the entry where it is code. */
export async function filesOnly({ exercise }: ExportContext<Exercise>): Promise<ProjectParts> {
  const { entry } = exercise;
  return {
    files: {},
    scripts: /\.[cm]?[jt]s$/.test(entry) ? { start: `${sourceFolder}/${entry}` } : {},
    tools: {},
    env: {},
    packages: [],
    sections: [],
    warnings: [],
  };
}
