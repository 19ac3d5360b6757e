import { packages } from '../sandbox/shelf/packages.ts';

/** The bundle that every program needs: Node's modules and the globals of a world. */
export const nodeBundle = 'node';

/** The bundles of type declarations: that of Node, and one for each package that a learner can import. */
export const typeBundles: readonly string[] = [nodeBundle, ...packages, 'better-sqlite3'];
