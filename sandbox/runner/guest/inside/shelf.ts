type Native = (
  exports: unknown,
  require: unknown,
  module: unknown,
  process: unknown,
  internalBinding: unknown,
  primordials: unknown,
) => unknown;
type PackageModule = (
  exports: unknown,
  require: unknown,
  module: unknown,
  filename: string,
  dirname: string,
) => void;

/** What the shelf's script gives when it is run: everything a world can load, as functions not yet run. */
export interface Shelf {
  readonly natives: Readonly<Record<string, Native>>;
  readonly modules: Readonly<Record<string, PackageModule>>;
  readonly links: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly entries: Readonly<Record<string, string>>;
  /** Names of Node's modules that a learner may load. */
  readonly publicNames: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  /** What Node's C++ gives as constants, by kind: `os`, `fs`, `zlib`, `crypto`. */
  readonly nodeConstants: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** `process.versions` of the Node whose sources these are. */
  readonly nodeVersions: Readonly<Record<string, string>>;
}
