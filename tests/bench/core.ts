// What the desk core answers, asked through the contract over a port in memory: lists, counts, search, figures.
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { demoLibrary } from '../../src/demo/library.ts';
import { openDesk } from '../../src/main/host/open-desk.ts';
import { deskContract } from '../../src/shared/desk-contract.ts';
import type {
  DeskContract,
  QueueTab,
  RequestFilters,
  RequestSort,
} from '../../src/shared/desk-contract.ts';
import { QUEUE_NAMES } from '../../src/shared/queues/request.ts';
import type { QueueName } from '../../src/shared/queues/request.ts';
import { DESK_HASH } from '../../src/shared/contract-hashes.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import type { Client } from '../../src/shared/rpc/contract.ts';
import { createPortPair } from '../../src/shared/rpc/memory-port.ts';
import { openBare } from './bare.ts';
import { measureShelfReading } from './shelving.ts';
import { measureRounds } from './rounds.ts';
import { percentile, report, timed } from './table.ts';

type Desk = Client<DeskContract>;

/** So long a desk that was just opened may count and complete beside what is measured, at most. */
const REST_MS = 300_000;

/** Opens the desk of a profile in this process, signed in as somebody who may see everything. */
export async function openSignedIn(profile: string) {
  const opened = await openDesk(
    { profile, library: undefined, scale: undefined, seed: undefined },
    demoLibrary,
    () => {},
  );
  const [page, core] = createPortPair();
  opened.connect(core);
  const desk = createClient(deskContract, page, DESK_HASH);
  const info = await desk['session.info']({});
  const login = info.accounts.find((each) => each.roles.includes('supervisor'))?.login ?? '';
  const point = info.points[0]?.id ?? '';
  const signed = await desk['session.signIn']({ login, password: DEMO_PASSWORD, point });
  if (!signed.ok) throw new Error(`cannot sign in: ${signed.code}`);
  return { desk, close: () => opened.close() };
}

/** Waits until what a desk does by itself after a start is done: words, figures, last month's report. */
async function atRest(desk: Desk): Promise<void> {
  const start = performance.now();
  const isOver = async () => {
    const { state } = await desk['figures.state']({});
    const { reports } = await desk['reports.kept']({});
    return state === 'ready' && reports.length > 0;
  };
  while (!(await isOver())) {
    if (performance.now() - start > REST_MS) return console.log('   the desk is not at rest yet');
    await new Promise((again) => setTimeout(again, 500));
  }
}

/** The slowest of the medians of several askings, with its name. */
async function slowest(asks: { name: string; ask: () => Promise<unknown> }[]) {
  let worst = { name: '', ms: 0 };
  for (const { name, ask } of asks) {
    await ask();
    const runs: number[] = [];
    for (let run = 0; run < 7; run += 1) runs.push(await timed(ask));
    const ms = percentile(runs, 0.5);
    if (ms > worst.ms) worst = { name, ms };
  }
  return worst;
}

const OPEN_TABS: QueueTab[] = ['mine', 'unclaimed', 'open'];
const SORTS: RequestSort[] = ['due', 'oldest', 'newest', 'shelf', 'code'];
const YEARS = { from: '2010-01-01', to: '2018-12-31' };

/** Filters of the page with values that requests have; closed ones over the last 12 months and over all years. */
function filtersOf(some: SomeValues) {
  const plain: Record<string, RequestFilters> = {
    campus: { campus: some.campus },
    'target campus': { targetCampus: some.targetCampus },
    collection: { collection: some.collection },
    kind: { kind: some.kind },
    urgent: { priority: 'urgent' },
    'text 经济': { text: '经济' },
    code: { text: some.code },
  };
  const open: Record<string, RequestFilters> = {
    none: {},
    ...plain,
    late: { late: true },
    pending: { label: 'pending' },
    states: { states: ['submitted', 'ready'] },
    'claimed by': { claimedBy: some.claimedBy },
  };
  const closed: Record<string, RequestFilters> = {
    none: {},
    rejected: { label: 'rejected' },
    ...plain,
  };
  const years: Record<string, RequestFilters> = {
    'no such state': { states: ['exception'] },
    'rarest collection': { collection: some.rarest },
    'rare collection': { collection: some.rare },
  };
  for (const [name, filters] of Object.entries({ ...years, ...closed }))
    years[name] = { ...filters, ...YEARS };
  return { open, closed, years };
}

function lists(
  desk: Desk,
  tabs: QueueTab[],
  filterSets: Record<string, RequestFilters>,
  sorts = SORTS,
) {
  return QUEUE_NAMES.flatMap((queue) =>
    tabs.flatMap((tab) =>
      Object.entries(filterSets).flatMap(([name, filters]) =>
        sorts.map((sort) => ({
          name: `${queue} ${tab}, ${name}, by ${sort}`,
          ask: () => desk['requests.list']({ queue, tab, filters, sort, offset: 0, limit: 60 }),
        })),
      ),
    ),
  );
}

/** Parts lists over 8 years: rare rows are found only by looking at all of them, a page of many is found on the way. */
async function byRarity(all: ReturnType<typeof lists>) {
  const rare: typeof all = [];
  const common: typeof all = [];
  for (const list of all) {
    const { count } = await list.ask();
    (count.more && !list.name.includes('rare') ? common : rare).push(list);
  }
  return { rare, common };
}

async function measureLists(desk: Desk, bare: Bare): Promise<void> {
  const filters = filtersOf(bare.some);
  const open = await slowest(lists(desk, OPEN_TABS, filters.open));
  const yardstick = { what: 'bare page by index', value: bare.page };
  report(`first page, open (slowest: ${open.name})`, open.ms, 'ms', 30, yardstick);
  const { rare, common } = await byRarity(
    lists(desk, ['closed'], filters.years, ['oldest', 'shelf']),
  );
  const closed = await slowest([...lists(desk, ['closed'], filters.closed), ...common]);
  report(`first page, closed (slowest: ${closed.name})`, closed.ms, 'ms', 30, yardstick);
  const few = await slowest(rare);
  report(`rare value over all closed rows (${few.name})`, few.ms, 'ms', 100, {
    what: 'bare count over them',
    value: bare.scan,
  });
  const counts = await slowest(
    QUEUE_NAMES.map((queue: QueueName) => ({
      name: queue,
      ask: () => desk['requests.counts']({ queue, filters: {} }),
    })),
  );
  report(`tab counts (${counts.name})`, counts.ms, 'ms', 30);
}

async function measureSearch(desk: Desk, titles: string[], bare: number): Promise<void> {
  const runs: number[] = [];
  for (const [index, title] of titles.entries()) {
    const han = [...title].filter((character) => /\p{Script=Han}/u.test(character));
    const length = 2 + (index % 5);
    const text = han.slice(0, length).join('');
    if (text.length >= 2)
      runs.push(await timed(() => desk['search.titles']({ text, offset: 0, limit: 30 })));
  }
  report('title search, 2 to 6 Chinese characters, p95', percentile(runs, 0.95), 'ms', 10, {
    what: 'bare match of two',
    value: bare,
  });
}

type Bare = ReturnType<typeof bareOf>;
type SomeValues = Bare['some'];

/** Yardsticks first: the desk locks its files while it is open. */
function bareOf(profile: string) {
  const bare = openBare(profile);
  const page = bare.median(
    `select * from request where queue = 'reallocation' and "isOpen" = 0 and "submittedOn" > '2017-06-06' order by "submittedOn" desc limit 60`,
  );
  const scan = bare.median(
    `select count(*) from request indexed by request_filter where queue = 'reallocation' and "isOpen" = 0 and state = 'exception'`,
  );
  const match = bare.median(
    `select rowid from title_search where title_search match '"经济"' limit 30`,
  );
  const titles = bare.column(`select title from title where n % 997 = 0 limit 300`);
  const one = (sql: string) => bare.column(`${sql} limit 1`)[0] ?? '';
  const from = `from request where queue = 'reallocation' and "isOpen"`;
  const some = {
    campus: one(`select campus ${from} = 0`),
    targetCampus: one(`select "targetCampus" ${from} = 0`),
    collection: one(`select collection ${from} = 0 group by collection order by count(*) desc`),
    kind: one(`select kind ${from} = 0`),
    code: one(`select code ${from} = 0`).slice(0, -2),
    claimedBy: one(`select "claimBy" ${from} = 1 and "claimBy" is not null`),
    rarest: one(`select collection ${from} = 0 group by collection order by count(*)`),
    // More than a count goes to, and still one row in hundreds.
    rare: one(
      `select collection ${from} = 0 group by collection having count(*) > 1000 order by count(*)`,
    ),
  };
  bare.close();
  return { page, scan, match, titles, some };
}

/** Measures the desk core on the large library. */
export async function measureCore(profile: string): Promise<void> {
  const bare = bareOf(profile);
  const { desk, close } = await openSignedIn(profile);
  await atRest(desk);
  await measureLists(desk, bare);
  await measureSearch(desk, bare.titles, bare.match);
  await measureRounds(desk);
  await measureShelfReading(desk);
  await close();
}
