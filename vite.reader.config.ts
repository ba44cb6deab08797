// The readers' page, built beside the desk: the service serves it, and phones load it over slow lines.
import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: resolve(here, 'src/reader-page'),
  // Served at `/` and at `/m`, or below any path of a proxy.
  base: './',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false' },
  build: {
    outDir: resolve(here, 'out/reader'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // A data address would need a wider policy.
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
