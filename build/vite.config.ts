import { fileURLToPath } from 'node:url';
import babel from '@rolldown/plugin-babel';
import react, { reactCompilerPreset } from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { shelfTypesPlugin } from './shelf-types-plugin.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The window. Addresses are relative, so that the same files work below http://127.0.0.1 and
 * app://backline/. Nothing is inlined as a data: address, which the content security policy refuses
 * for fonts and scripts.
 */
export default defineConfig({
  root: folder('../renderer'),
  base: './',
  // React's compiler remembers what each component drew, so that a key in the editor draws what depends on it alone.
  plugins: [react(), babel({ presets: [reactCompilerPreset()] }), shelfTypesPlugin()],
  cacheDir: folder('../node_modules/.vite'),
  worker: {
    format: 'es',
    plugins: () => [shelfTypesPlugin()],
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  build: {
    outDir: folder('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Monaco's TypeScript worker holds the whole compiler; it is loaded once, from the disk, when an editor opens.
    chunkSizeWarningLimit: 8000,
    license: { fileName: 'licences.md' },
  },
});
