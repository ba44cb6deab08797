// What is red stays its reader’s: after the next card, when it is lent after all, and when it turned red later.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { card, lent, red, take } from '../../../../tests/support/lend-rows.ts';
import {
  answeredTo,
  askedAgain,
  becameOf,
  dropped,
  emptyCounter,
  forgotten,
  lentRows,
  mayForget,
  readerOf,
  scanned,
} from './lend-session.ts';
import type { Counter, Served, Since } from './lend-session.ts';
import { bookOf } from './scan-rows.ts';

describe('what is red when the next card comes', () => {
  const asked = scanned(
    take(emptyCounter(), 'R1', card('r1')),
    'a',
    { text: 'A', source: 'wedge' },
    0,
  );

  const left = take(answeredTo(asked, 'a', red('A'), 0), 'R2', card('r2'));

  it('stays its reader’s, however many are served after, also where the card came before its answer', () => {
    let late = scanned(asked, 'c', { text: 'R2', source: 'wedge' }, 0);
    late = answeredTo(late, 'a', red('A'), 0);
    late = answeredTo(late, 'c', card('r2'), 0);
    for (const each of [left, late, take(left, 'R3', card('r3'))])
      expect(each.rows).toMatchObject([{ key: 'a', take: { kind: 'refused' }, readerId: 'r1' }]);
  });

  it('outlives the next reader’s “done” and rest, until it is settled or put away', () => {
    expect(mayForget(left, 60_000, 60_000)).toBe(true);
    const done = forgotten(take(left, 'B', lent('B')), 0);
    expect(done.rows).toMatchObject([{ key: 'a', readerId: 'r1' }]);
    expect(lentRows(done.before ?? done)).toHaveLength(1);
    expect(mayForget(done, 60_000, 60_000)).toBe(false);
    expect(dropped(done, 'a', 0).rows).toEqual([]);
    expect(forgotten(done, 0).rows).toEqual([]);
    const again = answeredTo(askedAgain(done, 'a', 'a2', 0), 'a2', lent('A'), 0);
    expect(again.rows.map((row) => readerOf(row, again.readerId))).toEqual(['r1']);
  });
});

describe('what was red of the last reader and is lent after all', () => {
  const red1 = take(take(emptyCounter(), 'R1', card('r1')), 'A', red('A'));
  const left = take(red1, 'R2', card('r2'));
  const key = left.rows[0]?.key ?? '';
  const passed = answeredTo(askedAgain(left, key, 'A2', 0), 'A2', lent('A'), 0);

  it('says so in its row while another one is served, and is on its own reader’s receipt alone', () => {
    expect(passed.rows).toMatchObject([{ key: 'A2', take: { kind: 'lent' }, readerId: 'r1' }]);
    expect(lentRows(passed)).toEqual([]);
    expect(lentRows(passed.before ?? passed).map((row) => row.key)).toEqual(['A2']);
    const mine = take(passed, 'B', lent('B'));
    const books = (served: Served) => lentRows(served).map((row) => bookOf(row)?.barcode);
    expect(books(mine)).toEqual(['B']);
    expect(books(forgotten(mine, 0).before ?? mine)).toEqual(['B']);
  });

  it('goes from the list with the next card', () => {
    expect(take(passed, 'R3', card('r3')).rows).toEqual([]);
  });
});

describe('a loan that is refused after it was green', () => {
  /** What has become of the loan of each copy. */
  const became = (counter: Counter, since: Record<string, Since>) => {
    const all = [...counter.rows, ...counter.awaited, ...(counter.before?.rows ?? [])];
    return becameOf(counter, (key) => since[all.find((row) => row.key === key)?.scan.text ?? '']);
  };
  const texts = (rows: readonly { scan: { text: string } }[]) => rows.map(({ scan }) => scan.text);
  const served = () =>
    ['A', 'B', 'C'].reduce(
      (counter, text) => take(counter, text, lent(text)),
      take(emptyCounter(), 'R1', card('r1')),
    );

  it('stays as its reader’s when the next card comes, and is on nobody’s receipt', () => {
    let counter = became(served(), { A: 'settled', B: 'refused', C: 'awaited' });
    expect(texts(lentRows(counter))).toEqual(['A', 'C']);
    expect(mayForget(counter, 60_000, 60_000)).toBe(false);
    counter = take(counter, 'R2', card('r2'));
    expect(texts(counter.rows)).toEqual(['B']);
    expect(readerOf(counter.rows[0], counter.readerId)).toBe('r1');
    expect(texts(lentRows(counter.before ?? served()))).toEqual(['A', 'C']);
  });

  it.each([
    ['the next card', (counter: Counter) => take(counter, 'R2', card('r2'))],
    ['“done”', (counter: Counter) => forgotten(counter, 0)],
  ])('comes back as a red row of its reader when that is known only after %s', (_, next) => {
    let counter = next(became(served(), { A: 'settled', C: 'awaited' }));
    // What nobody has heard of yet may be refused as well.
    expect(texts(counter.awaited)).toEqual(['C', 'B']);
    expect(counter.rows).toEqual([]);
    counter = became(counter, { B: 'settled', C: 'refused' });
    expect(texts(counter.rows)).toEqual(['C']);
    expect(readerOf(counter.rows[0], counter.readerId)).toBe('r1');
    expect(counter.awaited).toEqual([]);
    expect(texts(lentRows(counter.before ?? served()))).toEqual(['A', 'B']);
    expect(became(counter, { C: 'refused' })).toBe(counter);
  });

  it('is one row, however often it is refused and whoever is served meanwhile', () => {
    const key = fc.constantFrom('A', 'B', 'C');
    const turn = fc.oneof(
      fc.tuple(fc.constant('card' as const), fc.constantFrom('r1', 'r2', 'r3')),
      fc.tuple(fc.constantFrom<Since[]>('refused', 'awaited', 'settled'), key),
      fc.tuple(fc.constant('done' as const), key),
    );
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
        const refused = new Set<string>();
        const answeredOnce = new Set<string>();
        let counter = served();
        for (const [what, which] of turns) {
          if (what === 'card') counter = take(counter, which.toUpperCase(), card(which));
          else if (what === 'done') counter = forgotten(counter, 0);
          else if (!answeredOnce.has(which)) {
            if (what !== 'awaited') answeredOnce.add(which);
            if (what === 'refused') refused.add(which);
            counter = became(counter, { [which]: what });
          }
          const shown = texts(counter.rows).filter((text) => refused.has(text));
          // All that was put away by "done" with nobody served is away for good.
          expect(new Set(shown).size).toBe(shown.length);
          const isWhole = counter.readerId !== null && !turns.some(([each]) => each === 'done');
          expect(isWhole ? new Set(shown) : refused).toEqual(refused);
        }
      }),
    );
  });
});
