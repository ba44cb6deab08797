// A round of 500 stops over all queues: chosen, claimed as one, shown, and scanned in, through the contract.
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { MOST_STOPS } from '../../src/shared/desk-contract/rounds.ts';
import type { DeskContract } from '../../src/shared/desk-contract.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import type { Client } from '../../src/shared/rpc/contract.ts';
import { percentile, report, timed } from './table.ts';

type Desk = Client<DeskContract>;

let made = 0;
function commandId(): string {
  made += 1;
  const random = Uint8Array.from({ length: 10 }, (_, at) => (made >> (at * 4)) & 0xff);
  return uuidv7(Date.now(), random);
}
const rowsOf = (ids: readonly string[]) =>
  ids.map((requestId) => ({ commandId: commandId(), requestId }));

async function median(times: number, ask: () => Promise<unknown>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < times; run += 1) runs.push(await timed(ask));
  return percentile(runs, 0.5);
}

/** Requests that the bench makes of each kind where the library has too few; they stay for the next run. */
const MADE = MOST_STOPS / 2;

/** Copies on the shelves of a campus, each of another title. */
async function copiesAt(desk: Desk, campus: string, wanted: number): Promise<string[]> {
  const found = new Set<string>();
  const pages = ['研究', '概论', '原理', '教程'].flatMap((text) =>
    [0, 100, 200, 300, 400, 500].map((offset) => ({ text, offset, limit: 100 })),
  );
  for (const page of pages) {
    if (found.size >= wanted) break;
    const { rows } = await desk['search.titles'](page);
    for (const { title } of rows) {
      const detail = await desk['titles.detail']({ titleId: title.id });
      const free = detail?.holdings.filter(
        (each) => each.campus === campus && each.status === 'on_shelf',
      );
      // The last lendable copy of a title wants a second approval before it is a stop.
      if (free?.[1]) found.add(free[0]?.copy.id ?? '');
    }
  }
  return [...found];
}

/** Searches and approved moves until there is enough to walk for. */
async function fill(desk: Desk, campus: string): Promise<void> {
  const { places } = await desk['library.words']({});
  const target = places.find((place) => place.kind === 'collection' && place.campus !== campus);
  const copies = await copiesAt(desk, campus, 2 * MADE);
  const moves: string[] = [];
  for (const [index, copyId] of copies.entries()) {
    const isMove = index % 2 === 0;
    const input = isMove ? { copyId, kind: 'permanent', target: target?.id } : { copyId };
    const queue = isMove ? ('reallocation' as const) : ('find_book' as const);
    const made = await desk['requests.submit']({ commandId: commandId(), queue, input });
    if (made.ok && isMove && made.requestId !== null) moves.push(made.requestId);
  }
  await approve(desk, moves);
}

/** Signs in at the first service point after whoever was there. */
async function as(desk: Desk, login: string): Promise<void> {
  const { points } = await desk['session.info']({});
  await desk['session.signOut']({});
  const point = points[0]?.id ?? '';
  const signed = await desk['session.signIn']({ login, password: DEMO_PASSWORD, point });
  if (!signed.ok) throw new Error(`cannot sign in: ${signed.code}`);
}

/** Nobody approves what they asked for: somebody else signs in for it. */
async function approve(desk: Desk, moves: readonly string[]): Promise<void> {
  await as(desk, 'collection-all');
  for (let from = 0; from < moves.length; from += 100) {
    const rows = rowsOf(moves.slice(from, from + 100)).map((row) => ({ ...row, expectHead: null }));
    await desk['requests.bulk']({ action: 'approve', input: {}, rows });
  }
  await as(desk, 'desk-n');
}

/** The campus with most to fetch, as the desk's own point may lie at another one. */
async function preview(desk: Desk) {
  const { places } = await desk['library.words']({});
  const campuses = places.filter(({ kind }) => kind === 'campus').map(({ id }) => id);
  const all = await Promise.all(
    campuses.map((campus) => desk['rounds.preview']({ campus, checks: true, limit: MOST_STOPS })),
  );
  return all.toSorted((a, b) => b.stops.length - a.stops.length)[0];
}

/** Measures a round of as many stops as the library has, 500 at most; what was claimed is given back. */
export async function measureRounds(desk: Desk): Promise<void> {
  await as(desk, 'desk-n');
  let chosen = await preview(desk);
  if (chosen && chosen.stops.length < MOST_STOPS) {
    await fill(desk, chosen.campus);
    chosen = await preview(desk);
  }
  if (!chosen) return;
  const ids = chosen.stops.map(({ requestId }) => requestId);
  const taskIds = chosen.checks.map(({ taskId }) => taskId);
  const name = `round of ${ids.length} stops`;
  report(
    `${name}: chosen, of ${chosen.total} that fit`,
    await median(5, () => preview(desk)),
    'ms',
    100,
  );
  const claimed = await timed(() => desk['rounds.start']({ rows: rowsOf(ids), taskIds }));
  report(`${name}: claimed as one`, claimed, 'ms', null);
  const mine = await desk['rounds.mine']({});
  report(`${name}: shown`, await median(7, () => desk['rounds.mine']({})), 'ms', 100);
  const barcodes = mine.stops.flatMap(({ kind, line }) =>
    kind === 'search' && line.barcode !== null ? [line.barcode] : [],
  );
  const scans: number[] = [];
  for (const text of barcodes.slice(0, 40)) {
    const ask = { commandId: commandId(), text, source: 'wedge' as const, shown: null };
    scans.push(await timed(() => desk['rounds.take'](ask)));
  }
  if (scans.length > 0) report(`${name}: a scan in it, p95`, percentile(scans, 0.95), 'ms', 50);
  await desk['rounds.end']({ rows: rowsOf(ids) });
}
