// One build for all four processes: main and its loopback twin, the desk's utility process, preload, page.
import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import * as hashes from './src/shared/contract-hashes.ts';

const here = import.meta.dirname;

/** Writes values into the programs that are worked out once, here. */
const workedOut = {
  name: 'worked-out',
  load: (id: string) =>
    id.endsWith('/shared/contract-hashes.ts')
      ? Object.entries(hashes)
          .map(([name, value]) => `export const ${name} = '${value}';`)
          .join('\n')
      : null,
};

export default defineConfig({
  main: {
    plugins: [workedOut],
    build: {
      // A desktop program reads its files from its own disk.
      chunkSizeWarningLimit: 4000,
      // Optional natives are looked for when they are first wanted.
      externalizeDeps: {
        include: ['usb', 'serialport', 'pcsc-mini'],
        exclude: ['kysely', 'ws', 'zod', 'isbn3', 'pinyin-pro'],
      },
      rollupOptions: {
        input: {
          index: resolve(here, 'src/main/index.ts'),
          loopback: resolve(here, 'src/main/loopback/index.ts'),
          desk: resolve(here, 'src/main/desk/process.ts'),
          export: resolve(here, 'src/main/desk/export/worker.ts'),
          central: resolve(here, 'src/central/main.ts'),
          readers: resolve(here, 'src/central/simulator/main.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: resolve(here, 'src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'src/renderer'),
    build: {
      chunkSizeWarningLimit: 4000,
      minify: true,
      rollupOptions: {
        input: resolve(here, 'src/renderer/index.html'),
        // A slow machine is no news to whoever starts the desk.
        checks: { pluginTimings: false },
      },
    },
    plugins: [
      workedOut,
      vue(),
      Components({
        dirs: [],
        dts: resolve(here, 'src/renderer/components.d.ts'),
        resolvers: [ElementPlusResolver()],
      }),
    ],
  },
});
