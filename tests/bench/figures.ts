// Every figure over the large library, beside a bare count of the same over the raw rows: 8 years by month, a year by week.
import { FIGURES, LIBRARY_FIGURES } from '../../src/shared/figures/names.ts';
import type { FigureName, FigureQuestion } from '../../src/shared/figures/names.ts';
import { openBare } from './bare.ts';
import { openSignedIn } from './core.ts';
import { percentile, report, timed } from './table.ts';

type Desk = Awaited<ReturnType<typeof openSignedIn>>['desk'];

const BUDGET_MS = 100;
const RUNS = 5;
/** The last day of the demonstration's record. */
const TO = '2018-06-05';
const PERIODS: { name: string; from: string; grain: FigureQuestion['grain'] }[] = [
  { name: '8 years by month', from: '2010-06-06', grain: 'month' },
  { name: '1 year by day', from: '2017-06-06', grain: 'day' },
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

async function measureFigure(
  desk: Desk,
  question: FigureQuestion,
): Promise<{ ms: number; first: number }> {
  const ask = () => desk['figures.figure'](question);
  const first = await timed(ask);
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await timed(ask));
  return { ms: percentile(runs, 0.5), first };
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
  bare.close();
  const { desk, close } = await openSignedIn(profile);
  report(
    'everything that figures are read from, counted',
    (await prepared(desk)) / 1000,
    's',
    null,
  );
  const isLibrary = (figure: FigureName) => LIBRARY_FIGURES.some((name) => name === figure);
  for (const figure of FIGURES) {
    for (const { name, from, grain } of PERIODS) {
      const question: FigureQuestion = {
        figure,
        queue: isLibrary(figure) ? null : 'reallocation',
        from,
        to: TO,
        campus: null,
        collection: null,
        category: null,
        grain,
        compare: 'none',
      };
      const { ms } = await measureFigure(desk, question);
      const what = rawOf(figure);
      report(`figure ${figure}, ${name}`, ms, 'ms', BUDGET_MS, {
        what: `bare SQL over raw ${what}`,
        value: raw[what],
      });
    }
  }
  await close();
}
