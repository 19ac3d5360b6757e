import type { ProjectPackages } from './project-packages.ts';

/** The Node whose behaviour a world has. */
export const nodeRange = '>=26';

export interface Manifest {
  /** `pack/lesson/exercise`. */
  readonly id: string;
  readonly title: string;
  readonly packages: ProjectPackages;
  /** Name to command. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** The text of package.json: exact versions, nothing that is empty. */
export function packageJson({ id, title, packages, scripts }: Manifest): string {
  const { dependencies, type } = packages;
  const manifest = {
    name: id.replaceAll('/', '-'),
    description: title,
    private: true,
    ...(type === null ? {} : { type }),
    engines: { node: nodeRange },
    ...(isEmpty(scripts) ? {} : { scripts }),
    ...(isEmpty(dependencies) ? {} : { dependencies }),
    // tsx brings esbuild, whose install script it can do without; npm would ask about it.
    ...('tsx' in dependencies ? { allowScripts: { esbuild: false } } : {}),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}
