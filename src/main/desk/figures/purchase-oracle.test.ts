// What purchases cost, how they came back and how often they were lent afterwards, over random stories of lines, equals a second computation.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Loan } from '../../../shared/library/entities.ts';
import type { FigureName, FigureQuestion } from '../../../shared/figures/names.ts';
import { addDays } from '../../../shared/library/zone.ts';
import { addMinutes } from '../../../shared/lib/time.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { compare, recordOf } from '../../../../tests/support/figure-oracle/compare.ts';
import { START } from '../../../../tests/support/model-library.ts';
import { beginStory } from '../../../../tests/support/story.ts';
import type { Story } from '../../../../tests/support/story.ts';
import { allRows } from '../db/statements.ts';
import type { Written } from '../db/world.ts';
import { createFigureKeeper } from './keeper.ts';

let folder: string;
let desk: ReturnType<typeof assembleDesk>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shutai-purchases-'));
  desk = assembleDesk(folder);
});
afterEach(() => {
  desk.store.replica().close();
  desk.store.outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One line: who asks where, from which fund, and how long it takes and how it ends. */
const line = fc.record({
  reader: fc.constantFrom('reader-1', 'reader-2', 'reader-3'),
  campus: fc.constantFrom('north', 'south'),
  fund: fc.constantFrom('fund', 'small'),
  price: fc.integer({ min: 500, max: 1500 }),
  waits: fc.integer({ min: 0, max: 12 }),
  reads: fc.integer({ min: 1, max: 75 }),
  end: fc.constantFrom(
    'shelved',
    'shelved',
    'shelved',
    'accepted',
    'returned',
    'waived',
    'paid',
    'out',
  ),
  undoes: fc.boolean(),
  /** Days after the shelving on which the copy is lent. */
  lent: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 5 }),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const ISBNS = ['9780262033848', '9787111407010', '9787302511854', '9787115428028', '9787040396638'];

interface Telling {
  story: Story;
  now: string;
  loans: Written[];
}

function pass(telling: Telling, days: number): void {
  telling.now = addMinutes(telling.now, days * 1440);
  telling.story.until(telling.now);
}

/** Tells one line as far as its end; refusals (a fund that is spent, a write-off before its day) leave it where it is. */
async function tell(telling: Telling, each: Line, index: number): Promise<void> {
  const { story } = telling;
  const isbn = ISBNS[index % ISBNS.length] ?? '';
  const id = await story.submits('desk-a', 'purchase', {
    readerId: each.reader,
    isbn,
    bookTitle: `Book ${index}`,
    price: each.price,
    vendorId: 'vendor',
    way: 'post',
    campus: each.campus,
    collection: 'n-main',
  });
  const { price, fund: fundId } = each;
  const step = (who: string, action: string, input: Record<string, unknown>) =>
    story.does(who, `purchase.${action}`, id, input);
  await step('buyer-a', 'approve', { fundId, price });
  pass(telling, each.waits);
  await step('bookseller', 'order', { price, expectedOn: '2018-12-12' });
  if ((await step('bookseller', 'ship', { tracking: 'SF1' })) !== 'with_reader') return;
  if (each.end === 'out') return;
  pass(telling, each.reads);
  if (each.end === 'waived' || each.end === 'paid') {
    await step('buyer-a', 'write_off', {});
    const outcome = { outcome: each.end, note: 'as agreed', reason: 'other' };
    await step('boss', 'settle', outcome);
    return;
  }
  await step('desk-b', 'take_back', { scan: isbn, condition: 'good' });
  if (each.undoes) {
    await story.does('desk-b', 'request.undo', id, {});
    await step('desk-b', 'take_back', { scan: isbn, condition: 'good' });
  }
  if (each.end === 'returned') return;
  const { copyId } = await story.request(id);
  const { barcode = '' } = (await story.world.get('copy', copyId ?? '')) ?? {};
  await step('buyer-a', 'accept', {
    scan: barcode,
    invoice: price + 40,
    barcode: `N1000${1000 + index}`,
  });
  if (each.end === 'accepted') return;
  const shelve = { scan: `N1000${1000 + index}`, callNumber: `TP301.6/${index}` };
  if ((await step('desk-a', 'shelve', shelve)) !== 'done') return;
  for (const [place, days] of each.lent.entries()) {
    const lentOn = addMinutes(telling.now, days * 1440 + 30);
    const row = {
      id: `loan-${index}-${place}`,
      ver: 1,
      copyId: copyId ?? '',
      readerId: each.reader,
      lentOn,
      dueOn: addMinutes(lentOn, 43_200),
      channel: 'desk' as const,
      requestId: null,
      closedOn: addMinutes(lentOn, 9_000),
      charge: null,
    };
    telling.loans.push({ kind: 'loan', row });
  }
}

const FIGURES = ['read_first_cost', 'trial', 'on_time_returns', 'loans_after'] as const;

function questions(last: string): FigureQuestion[] {
  const periods = [
    { from: '2018-06-01', to: '2018-12-31', grain: 'month' as const },
    { from: '2018-07-01', to: '2018-08-10', grain: 'week' as const },
    { from: '2018-06-01', to: last, grain: 'year' as const },
  ];
  return FIGURES.flatMap((figure) =>
    periods.flatMap((period) =>
      [null, 'north'].map((campus): FigureQuestion => ({
        figure,
        queue: 'purchase',
        ...period,
        campus,
        collection: null,
        category: null,
        compare: 'none',
      })),
    ),
  );
}

it('equal a second computation over random stories of lines', async () => {
  const told = new Map<FigureName, number>();
  const lines = fc.array(line, { minLength: 1, maxLength: ISBNS.length });
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 0, max: 700 }), async (list, later) => {
      const { store } = desk;
      const { statements, transact } = store.replica();
      const kinds = ['event', 'request', 'loan'] as const;
      const old = kinds.flatMap((kind) =>
        allRows(statements, kind).map(({ id }) => ({ kind, id })),
      );
      transact((writes) => writes.remove(old));
      const telling: Telling = { story: beginStory(), now: START, loans: [] };
      for (const [index, each] of list.entries()) await tell(telling, each, index);
      const { world } = telling.story;
      const now = addMinutes(telling.now, later * 1440);
      const rows: Written[] = [
        ...world.all('fund').map((row): Written => ({ kind: 'fund', row })),
        ...world.all('event').map((row): Written => ({ kind: 'event', row })),
        ...world.all('request').map((row): Written => ({ kind: 'request', row })),
        ...world.all('loan').map((row): Written => ({ kind: 'loan', row })),
        // Nothing has been lent yet that will be.
        ...telling.loans.filter(({ row }) => (row as Loan).lentOn <= now),
      ];
      transact((writes) => writes.force(rows, store.settings()));
      const keeper = createFigureKeeper(store);
      expect(await keeper.ready('purchase')).toBe(true);
      const source = { statements, settings: store.settings(), now };
      const all = recordOf(source);
      for (const question of questions(addDays(now.slice(0, 10), 3))) {
        const values = await compare(source, all, question);
        told.set(question.figure, (told.get(question.figure) ?? 0) + values);
      }
    }),
    { numRuns: Number(process.env['SHUTAI_MODEL_RUNS'] ?? 8) },
  );
  // A comparison of nothing with nothing would say nothing.
  for (const figure of FIGURES)
    expect([figure, (told.get(figure) ?? 0) > 0]).toEqual([figure, true]);
});
