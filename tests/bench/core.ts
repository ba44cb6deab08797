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
import { createClient } from '../../src/shared/rpc/client.ts';
import type { Client } from '../../src/shared/rpc/contract.ts';
import { createPortPair } from '../../src/shared/rpc/memory-port.ts';
import { openBare } from './bare.ts';
import { measureShelfReading } from './shelving.ts';
import { measureRounds } from './rounds.ts';
import { percentile, report, timed } from './table.ts';

type Desk = Client<DeskContract>;

/** Opens the desk of a profile in this process, signed in as somebody who may see everything. */
export async function openSignedIn(profile: string) {
  const opened = await openDesk(
    { profile, library: undefined, scale: undefined, seed: undefined },
    demoLibrary,
    () => {},
  );
  const [page, core] = createPortPair();
  opened.connect(core);
  const desk = createClient(deskContract, page);
  const info = await desk['session.info']({});
  const login = info.accounts.find((each) => each.roles.includes('supervisor'))?.login ?? '';
  const point = info.points[0]?.id ?? '';
  const signed = await desk['session.signIn']({ login, password: DEMO_PASSWORD, point });
  if (!signed.ok) throw new Error(`cannot sign in: ${signed.code}`);
  return { desk, close: () => opened.close() };
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
const FILTERS: Record<string, RequestFilters> = {
  none: {},
  late: { late: true },
  urgent: { priority: 'urgent' },
  pending: { label: 'pending' },
  'text 经济': { text: '经济' },
};
const CLOSED_FILTERS: Record<string, RequestFilters> = {
  none: {},
  rejected: { label: 'rejected' },
  '8 years': { from: '2010-01-01', to: '2018-12-31' },
  'text 经济': { text: '经济' },
};

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
          name: `${queue} ${tab} ${name} by ${sort}`,
          ask: () => desk['requests.list']({ queue, tab, filters, sort, offset: 0, limit: 60 }),
        })),
      ),
    ),
  );
}

/** A value that few closed rows of all years have. */
const RARE: RequestFilters = { states: ['exception'], from: '2010-01-01', to: '2018-12-31' };

async function measureLists(desk: Desk, bare: { page: number; scan: number }): Promise<void> {
  const open = await slowest(lists(desk, OPEN_TABS, FILTERS));
  const yardstick = { what: 'bare page by index', value: bare.page };
  report(`first page, open (slowest: ${open.name})`, open.ms, 'ms', 30, yardstick);
  const closed = await slowest(lists(desk, ['closed'], CLOSED_FILTERS));
  report(`first page, closed (slowest: ${closed.name})`, closed.ms, 'ms', 30, yardstick);
  const rare = await slowest(lists(desk, ['closed'], { rare: RARE }));
  report(`rare value over all closed rows (${rare.name})`, rare.ms, 'ms', 100, {
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
  bare.close();
  return { page, scan, match, titles };
}

/** Measures the desk core on the large library. */
export async function measureCore(profile: string): Promise<void> {
  const bare = bareOf(profile);
  const { desk, close } = await openSignedIn(profile);
  await measureLists(desk, bare);
  await measureSearch(desk, bare.titles, bare.match);
  await measureRounds(desk);
  await measureShelfReading(desk);
  await close();
}
