// `npm run bench`: makes the large library once, measures every budget of the interface, prints a table.
// `-- --json FILE` writes the rows; `-- --scale N` measures on another size than 100 (1,000,000 requests);
// `-- --only demo|catalogue|shelving|sip2|notices|core|figures|charts|export|staff|page|counter|memory|service` measures one part, `service-push` and the like a part of the service's.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../support/desk.ts';
import { measureCatalogue } from './catalogue.ts';
import { measureCharts } from './charts.ts';
import { measureCore } from './core.ts';
import { measureCounter } from './counter.ts';
import { measureHidScans, measureReports } from './devices.ts';
import { measureExport } from './export.ts';
import { measureFigures } from './figures.ts';
import { makeDemo, makeLarge } from './library.ts';
import { measureMemory } from './memory.ts';
import { measureNotices } from './notices.ts';
import { measurePage } from './page.ts';
import { measureShelving } from './shelving.ts';
import { measureService } from './service/measure.ts';
import { measureSip2 } from './sip2/measure.ts';
import { measureStaff } from './staff.ts';
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

const { only } = values;
const wanted = (part: string) =>
  only === undefined || only === part || (part.startsWith(`${only}-`) && only === 'service');
ensureBuilt();
if (wanted('demo')) await makeDemo();
if (wanted('catalogue')) await measureCatalogue();
if (wanted('shelving')) await measureShelving();
if (wanted('sip2')) await measureSip2();
if (wanted('notices')) await measureNotices(folder);
if (['core', 'figures', 'charts', 'export', 'page', 'counter', 'memory', 'devices'].some(wanted))
  await makeLarge(profile, scale);
if (wanted('core')) await measureCore(profile);
if (wanted('figures')) await measureFigures(profile);
if (wanted('charts')) await measureCharts(profile);
if (wanted('export')) await measureExport(profile);
if (wanted('staff')) {
  await makeLarge(profile, scale);
  await measureStaff(profile);
}
if (wanted('page')) await measurePage(profile);
if (wanted('counter')) await measureCounter(profile);
if (wanted('devices')) {
  measureReports();
  await measureHidScans(profile);
}
if (wanted('memory')) await measureMemory(profile);
await measureService(folder, scale, wanted);
finish(values.json);
