import { boot } from './bootstrap.ts';

// The value of the script: the runner takes it by reference and calls it once per world.
(globalThis as unknown as { backlineBoot: unknown }).backlineBoot = boot;
