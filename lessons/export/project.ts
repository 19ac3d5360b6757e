import type { Sandbox } from '../../sandbox/types.ts';
import type { Locale } from '../format/locale.ts';
import type { Exercise } from '../kinds/schemas.ts';

/** Folder of the project with the learner's files as they are. */
export const sourceFolder = 'src';

/** What a kind knows of an exercise's project; the rest is the same for all kinds. */
export interface ProjectParts {
  /** Path in the project to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Name of an npm script that runs the learner's program to what follows `node` and its options in it. */
  readonly scripts: Readonly<Record<string, string>>;
  /** The same of scripts that need neither settings nor TypeScript. */
  readonly tools: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Packages that the kind's own files import. */
  readonly packages: readonly string[];
  /** What README says after how to start: Markdown, a section each. */
  readonly sections: readonly string[];
  /** What the person should know now, a sentence each. */
  readonly warnings: readonly string[];
}

export interface ExportContext<E extends Exercise> {
  readonly exercise: E;
  /** The submission: path to text. The entry is there and not empty. */
  readonly files: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, string>>;
  readonly locale: Locale;
  readonly sandbox: Sandbox;
}

/** One kind's part of a project. Throws an AuthorFault where the exercise is broken. */
export type Exporter<E extends Exercise> = (context: ExportContext<E>) => Promise<ProjectParts>;

export interface ExportedProject {
  /** Path in the project to text, in order of path. */
  readonly files: Readonly<Record<string, string>>;
  /** Names of its npm scripts. */
  readonly scripts: readonly string[];
  readonly warnings: readonly string[];
}
