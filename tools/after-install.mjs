// Writes what the .deb does after installing: electron-builder's own script, and behind it that of resources/linux.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const own = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const builder = dirname(own.resolve('app-builder-lib/package.json'));
const parts = [
  join(builder, 'templates/linux/after-install.tpl'),
  join(root, 'resources/linux/after-install.sh'),
];
mkdirSync(join(root, 'out'), { recursive: true });
const whole = parts.map((file) => readFileSync(file, 'utf8').trimEnd()).join('\n');
writeFileSync(join(root, 'out/after-install.tpl'), `${whole}\n`);
