/**
 * How the editor reads a learner's files. A world strips types and runs what is left, so nothing here
 * forbids what would run; what is told is what goes wrong. TypeScript's own numbers, as Monaco's
 * enumerations lag behind it.
 */
export const compilerOptions = {
  target: 99,
  module: 99,
  // Through the `exports` of package.json, as a world does.
  moduleResolution: 100,
  // Every file is a module.
  moduleDetection: 3,
  // No names of a browser. @types/node has those that servers share with one.
  lib: ['lib.esnext.d.ts'],
  types: [],
  allowImportingTsExtensions: true,
  allowJs: true,
  allowNonTsExtensions: true,
  esModuleInterop: true,
  noEmit: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  strict: true,
  // Those who begin do not write types for everything, and what is caught is an Error nearly always.
  noImplicitAny: false,
  useUnknownInCatchVariables: false,
};
