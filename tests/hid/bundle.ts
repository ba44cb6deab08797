// Puts what runs in the VM into plain files: the emulated machine would spend most of its time on reading sources.

import { join, resolve } from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname;
/** Beside the other build results, from where `node_modules` and `resources` are found. */
export const BUNDLED = resolve(here, '../../out/hid');

/** Bundles the scripts of `guest/`. */
export async function bundleGuest(): Promise<void> {
  const names = ['scanners', 'hotplug', 'virtual-devices'];
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: BUNDLED,
      emptyOutDir: true,
      rollupOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(here, 'guest', `${name}.ts`)])),
        external: ['node-hid', 'usb/index.js'],
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
}
