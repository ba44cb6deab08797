// Every figure over the large library, beside a bare count of the same over the raw rows: 8 years by month, a year by day and by week.
import { FIGURES, QUEUE_FIGURES } from '../../src/shared/figures/names.ts';
import type { FigureName, FigureQuestion } from '../../src/shared/figures/names.ts';
import { QUEUE_NAMES } from '../../src/shared/queues/request.ts';
import type { QueueName } from '../../src/shared/queues/request.ts';
import { openBare } from './bare.ts';
import { openSignedIn } from './core.ts';
import { percentile, report, timed } from './table.ts';

type Desk = Awaited<ReturnType<typeof openSignedIn>>['desk'];

const BUDGET_MS = 100;
const RUNS = 3;
/** The last day of the demonstration's record. */
const TO = '2018-06-05';
const PERIODS: { name: string; from: string; grain: FigureQuestion['grain'] }[] = [
  { name: '8 years by month', from: '2010-06-06', grain: 'month' },
  { name: '1 year by day', from: '2017-06-06', grain: 'day' },
  { name: '1 year by week', from: '2017-06-06', grain: 'week' },
];

/** The same counted from raw rows with nothing kept; what is told of a request is in its row or in its events. */
const RAW = {
  requests: `SELECT substr("submittedOn", 1, 7) AS month, label, count(*) FROM request
    WHERE queue = 'reallocation' GROUP BY 1, 2`,
  minutes: `SELECT "submittedOn", "readyOn" FROM request WHERE queue = 'reallocation'`,
  events: `SELECT substr(event.at, 1, 7) AS month, event."to", count(*) FROM request
    JOIN event ON event."requestId" = request.id WHERE request.queue = 'reallocation' GROUP BY 1, 2`,
  loans: `SELECT substr(day, 1, 7) AS month, channel, sum("count") FROM daily GROUP BY 1, 2`,
  readers: `SELECT substr("registeredOn", 1, 7) AS month, count(*) FROM reader GROUP BY 1`,
} as const;

const FROM_ROWS: ReadonlySet<FigureName> = new Set<FigureName>(['trend']);
const FROM_TIMES: ReadonlySet<FigureName> = new Set<FigureName>([
  'first_touch',
  'decision',
  'turnaround',
  'fill_rate',
]);

function rawOf(figure: FigureName): keyof typeof RAW {
  if (figure === 'loans' || figure === 'loan_channels') return 'loans';
  if (figure === 'registrations') return 'readers';
  if (FROM_ROWS.has(figure)) return 'requests';
  return FROM_TIMES.has(figure) ? 'minutes' : 'events';
}

/** Median of some askings; the first is left out. */
async function measureFigure(desk: Desk, question: FigureQuestion): Promise<number> {
  const ask = () => desk['figures.figure'](question);
  await ask();
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await timed(ask));
  return percentile(runs, 0.5);
}

/** What a figure is asked of: every queue that it can be of, the whole and one campus of it. */
function asksOf(figure: FigureName, campus: string) {
  const queues: (QueueName | null)[] = QUEUE_FIGURES.some((name) => name === figure)
    ? [...QUEUE_NAMES]
    : [null];
  return queues.flatMap((queue) =>
    [null, campus].map((of) => ({
      queue,
      campus: of,
      name: [queue ?? 'its own', ...(of === null ? [] : ['of one campus'])].join(' '),
    })),
  );
}

/** The slowest of what a figure is asked of. */
async function slowest(
  desk: Desk,
  figure: FigureName,
  campus: string,
  { from, grain }: (typeof PERIODS)[number],
) {
  let worst = { ms: 0, name: '' };
  for (const { queue, campus: of, name } of asksOf(figure, campus)) {
    const part = { queue, campus: of, collection: null, category: null };
    const ms = await measureFigure(desk, {
      figure,
      ...part,
      from,
      to: TO,
      grain,
      compare: 'none',
    });
    if (ms > worst.ms) worst = { ms, name };
  }
  return worst;
}

/** Waits until everything has been counted once; gives how long that took. */
async function prepared(desk: Desk): Promise<number> {
  return timed(async () => {
    for (;;) {
      const { state } = await desk['figures.state']({});
      if (state === 'ready') return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
}

/** Measures every figure. */
export async function measureFigures(profile: string): Promise<void> {
  const bare = openBare(profile);
  const raw = Object.fromEntries(
    Object.entries(RAW).map(([name, sql]) => [name, bare.once(sql)]),
  ) as Record<keyof typeof RAW, number>;
  const [campus = ''] = bare.column('select campus from daily limit 1');
  bare.close();
  const { desk, close } = await openSignedIn(profile);
  report(
    'everything that figures are read from, counted',
    (await prepared(desk)) / 1000,
    's',
    null,
  );
  for (const figure of FIGURES) {
    for (const period of PERIODS) {
      const { ms, name } = await slowest(desk, figure, campus, period);
      const what = rawOf(figure);
      report(`figure ${figure}, ${period.name} (slowest: ${name})`, ms, 'ms', BUDGET_MS, {
        what: `bare SQL over raw ${what}`,
        value: raw[what],
      });
    }
  }
  await close();
}
