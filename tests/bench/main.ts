// `npm run bench`: makes the large library once, measures every budget of the interface, prints a table.
// `-- --json FILE` writes the rows; `-- --scale N` measures on another size than 100 (1,000,000 requests);
// `-- --only demo|core|page|memory` measures one part.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../support/desk.ts';
import { measureCore } from './core.ts';
import { makeDemo, makeLarge } from './library.ts';
import { measureMemory } from './memory.ts';
import { measurePage } from './page.ts';
import { finish } from './table.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    scale: { type: 'string', default: '100' },
    only: { type: 'string' },
  },
});
const scale = Number(values.scale);
const folder = resolve(import.meta.dirname, '../../.bench');
mkdirSync(folder, { recursive: true });
const profile = join(folder, `scale-${scale}`);

const wanted = (part: string) => values.only === undefined || values.only === part;
ensureBuilt();
if (wanted('demo')) await makeDemo();
await makeLarge(profile, scale);
if (wanted('core')) await measureCore(profile);
if (wanted('page')) await measurePage(profile);
if (wanted('memory')) await measureMemory(profile);
finish(values.json);
