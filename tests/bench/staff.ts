// Staff pages over the large library: the rows made once, a person and 90 days, groups, beside raw events counted bare.
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { commandId } from '../support/desk-core.ts';
import { openBare } from './bare.ts';
import { openSignedIn } from './core.ts';
import { percentile, report, timed } from './table.ts';

type Desk = Awaited<ReturnType<typeof openSignedIn>>['desk'];

const BUDGET_MS = 100;
/** The same of everybody counted from raw events with nothing kept. */
const RAW = `SELECT actor, "from", count(*) FROM event
  WHERE "at" >= '2018-03-07T16:00:00.000Z' GROUP BY actor, "from"`;

/** Asks until nothing is being prepared; the milliseconds of each question. */
async function until(ask: () => Promise<{ state: string }>): Promise<number[]> {
  const took: number[] = [];
  for (let state = 'preparing'; state === 'preparing';) {
    took.push(await timed(async () => ({ state } = await ask())));
  }
  return took;
}

const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

async function asAdministrator(desk: Desk): Promise<void> {
  const { accounts, points } = await desk['session.info']({});
  const login = accounts.find(({ roles }) => roles.includes('admin'))?.login ?? '';
  const point = points[0]?.id ?? '';
  const signed = await desk['session.signIn']({ login, password: DEMO_PASSWORD, point });
  if (!signed.ok) throw new Error(`cannot sign in: ${signed.code}`);
}

/** Milliseconds of everybody's page, each opened on the record. */
async function everyPage(desk: Desk): Promise<number[]> {
  const groups = await desk['staff.groups']({ span: 90 });
  const took: number[] = [];
  for (const { id: staffId } of groups.state === 'ready' ? groups.people : []) {
    const { openingId } = await desk['staff.open']({ commandId: commandId(), staffId });
    took.push(await timed(() => desk['staff.page']({ staffId, openingId, span: 90 })));
  }
  return took;
}

/** Measures staff pages. */
export async function measureStaff(profile: string): Promise<void> {
  const bare = openBare(profile);
  const raw = { what: 'bare SQL over raw events', value: bare.once(RAW) };
  bare.close();
  const { desk, close } = await openSignedIn(profile);
  await asAdministrator(desk);
  const made = await until(() => desk['staff.groups']({ span: 90 }));
  report('staff: rows of 400 days and sums of 90 made', sum(made) / 1000, 's', null);
  report('staff: longest question while they are made', Math.max(...made), 'ms', BUDGET_MS);
  const year = await until(() => desk['staff.groups']({ span: 365 }));
  report(
    'staff: longest question while sums of a year are made',
    Math.max(...year),
    'ms',
    BUDGET_MS,
  );
  for (const span of [90, 365] as const) {
    const runs: number[] = [];
    for (let run = 0; run < 7; run += 1)
      runs.push(await timed(() => desk['staff.groups']({ span })));
    report(`staff: groups of ${span} days`, percentile(runs, 0.5), 'ms', BUDGET_MS, raw);
  }
  report(
    'staff: a person and 90 days, p95 over everybody',
    percentile(await everyPage(desk), 0.95),
    'ms',
    BUDGET_MS,
    raw,
  );
  await close();
}
