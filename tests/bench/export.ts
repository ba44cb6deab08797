// A long list on its way into an Excel and a CSV file: rows a second, what somebody else waits meanwhile, what stays behind.
import { openBare } from './bare.ts';
import { openSignedIn } from './core.ts';
import { percentile, report, timed } from './table.ts';
import type { TableFormat } from '../../src/shared/desk-contract/exports.ts';

/** All closed requests of a queue, of all years. */
const LIST = {
  queue: 'reallocation' as const,
  tab: 'closed' as const,
  filters: { from: '2008-01-01', to: '2018-12-31' },
  sort: 'newest' as const,
  language: 'zh' as const,
};

async function exported(
  desk: Awaited<ReturnType<typeof openSignedIn>>['desk'],
  format: TableFormat,
) {
  const waits: number[] = [];
  let going = true;
  const asking = (async () => {
    while (going) {
      waits.push(await timed(() => desk['requests.counts']({ queue: 'delivery', filters: {} })));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  let rows = 0;
  const ms = await timed(async () => {
    const never = new AbortController().signal;
    for await (const step of desk['exports.list']({ ...LIST, format }, never)) {
      rows = step.of;
      if (step.refusal) throw new Error(step.refusal.code);
    }
  });
  going = false;
  await asking;
  return { rows, perSecond: rows / (ms / 1000), wait: percentile(waits, 0.95) };
}

/** The same number of rows read bare and joined bare strings: no words, no packing. */
function bareRows(profile: string): number {
  const bare = openBare(profile);
  const sql = `select request.code, title.title, copy.barcode from request
    left join title on title.id = request."titleId" left join copy on copy.id = request."copyId"
    where queue = 'reallocation' and "isOpen" = 0 limit 100000`;
  const start = performance.now();
  const found = bare.column(sql).length;
  const perSecond = found / ((performance.now() - start) / 1000);
  bare.close();
  return perSecond;
}

/** Rows written a second, the desk and its worker thread together. */
export async function measureExport(profile: string): Promise<void> {
  const bare = { what: 'bare rows read', value: bareRows(profile) };
  const { desk, close } = await openSignedIn(profile);
  for (const format of ['xlsx', 'csv'] as const) {
    const { rows, perSecond, wait } = await exported(desk, format);
    report(`export of ${rows} rows as ${format}`, perSecond, 'rows/s', null, bare, true);
    report(`counts asked for during that export, p95`, wait, 'ms', null);
  }
  await close();
}
