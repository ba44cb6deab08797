import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LendTake } from '../../../shared/desk-contract/circulation-views.ts';
import { refuse } from '../../../shared/lib/result.ts';
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
  waitingRows,
} from './lend-session.ts';
import type { Counter, Served, Since } from './lend-session.ts';
import { bookOf } from './scan-rows.ts';

const book = (barcode: string) => ({
  copyId: `copy ${barcode}`,
  titleId: 't',
  barcode,
  title: barcode,
  callNumber: '',
  volume: null,
});
const lent = (barcode: string): LendTake => ({
  kind: 'lent',
  book: book(barcode),
  loanId: `loan ${barcode}`,
  dueOn: '2026-02-01T15:59:59.999Z',
  offline: false,
  remarks: [],
});
const waits = (barcode: string): LendTake => ({
  kind: 'waits',
  book: book(barcode),
  status: 'on_shelf',
  dueOn: null,
});
const red = (barcode: string): LendTake => ({
  kind: 'refused',
  book: book(barcode),
  refusal: refuse('on_loan', { barcode, due: '' }),
  mayOverride: false,
});
const card = (readerId: string): LendTake => ({ kind: 'reader', readerId, blocked: false });

let n = 0;
function take(counter: Counter, text: string, answer: LendTake, at = 0): Counter {
  n += 1;
  const key = `k${n}`;
  return answeredTo(scanned(counter, key, { text, source: 'wedge' }, at), key, answer, at);
}

const again = (barcode: string): LendTake => ({
  kind: 'refused',
  book: book(barcode),
  refusal: refuse('on_loan_to_reader', { barcode, due: '' }),
  mayOverride: false,
});

describe('a copy that is scanned twice', () => {
  it('is lent once, in one row on top that counts the scans', () => {
    let counter = take(emptyCounter(), 'R1', card('r1'));
    for (const [text, answer] of [
      ['A', lent('A')],
      ['B', lent('B')],
      ['A', again('A')],
      ['A', again('A')],
    ] as const)
      counter = take(counter, text, answer);
    expect(counter.rows.map(({ scan, times }) => [scan.text, times])).toEqual([
      ['A', 3],
      ['B', undefined],
    ]);
    expect(mayForget(counter, 60_000, 60_000)).toBe(true);
  });

  it('stays red where the reader had it before this visit', () => {
    let counter = take(emptyCounter(), 'R1', card('r1'));
    counter = take(counter, 'A', lent('A'));
    counter = take(counter, 'B', again('B'));
    expect(counter.rows).toHaveLength(2);
    expect(mayForget(counter, 60_000, 60_000)).toBe(false);
  });
});

describe('one reader after the other', () => {
  it('keeps the list of one reader, newest on top', () => {
    let counter = take(emptyCounter(), 'R1', card('r1'));
    counter = take(counter, 'A', lent('A'));
    counter = take(counter, 'B', red('B'));
    expect(counter.readerId).toBe('r1');
    expect(counter.rows.map(({ scan }) => scan.text)).toEqual(['B', 'A']);
  });

  it('lets copies wait for the card that comes after them, in the order of scanning', () => {
    let counter = take(emptyCounter(), 'A', waits('A'));
    counter = take(counter, 'B', waits('B'));
    counter = take(counter, 'R1', card('r1'));
    expect(counter.readerId).toBe('r1');
    expect(waitingRows(counter).map(({ scan }) => scan.text)).toEqual(['A', 'B']);
    const [first] = waitingRows(counter);
    counter = askedAgain(counter, first?.key ?? '', 'again', 0);
    counter = answeredTo(counter, 'again', lent('A'), 0);
    expect(lentRows(counter).map(({ key }) => key)).toEqual(['again']);
    expect(waitingRows(counter)).toHaveLength(1);
  });

  it('begins the next reader with another card, and keeps the last one for a receipt', () => {
    let counter = take(emptyCounter(), 'R1', card('r1'));
    counter = take(counter, 'A', lent('A'));
    counter = take(counter, 'R2', card('r2'));
    expect(counter).toMatchObject({ readerId: 'r2', rows: [], before: { readerId: 'r1' } });
    expect(lentRows(counter.before ?? counter)).toHaveLength(1);
  });

  it('goes on with the same card', () => {
    let counter = take(emptyCounter(), 'R1', card('r1'));
    counter = take(counter, 'A', lent('A'));
    counter = take(counter, 'R1', card('r1'));
    expect(counter.rows).toHaveLength(1);
    expect(counter.before).toBeNull();
  });

  it('takes the echo of a tag for no scan, and the same barcode twice for two', () => {
    const start = scanned(emptyCounter(), 'a', { text: 'A', source: 'rfid' }, 0);
    expect(scanned(start, 'b', { text: 'A', source: 'rfid' }, 0).rows).toHaveLength(1);
    expect(scanned(start, 'b', { text: 'A', source: 'wedge' }, 0).rows).toHaveLength(2);
  });
});

describe('a scan that is on its way when its reader’s turn ends', () => {
  const asked = (counter: Counter, key: string) =>
    scanned(counter, key, { text: key, source: 'wedge' }, 0);
  const served = take(emptyCounter(), 'R1', card('r1'));

  it('keeps its row and its reader until the desk has answered', () => {
    const gone = forgotten(asked(asked(served, 'a'), 'b'), 0);
    expect(gone.rows.map((row) => [row.key, readerOf(row, gone.readerId)])).toEqual([
      ['b', 'r1'],
      ['a', 'r1'],
    ]);
    const next = take(answeredTo(gone, 'a', red('A'), 0), 'R2', card('r2'));
    const [late, bad] = next.rows;
    expect(late && readerOf(late, next.readerId)).toBe('r1');
    expect(bad).toMatchObject({ key: 'a', take: { kind: 'refused' }, readerId: 'r1' });
  });

  it('joins the receipt of its reader, and no other', () => {
    const gone = forgotten(asked(asked(served, 'a'), 'b'), 0);
    let counter = answeredTo(gone, 'a', lent('A'), 0);
    expect(counter.rows.map(({ key }) => key)).toEqual(['b']);
    expect(lentRows(counter.before ?? counter).map(({ key }) => key)).toEqual(['a']);
    counter = take(take(counter, 'R2', card('r2')), 'R3', card('r3'));
    counter = answeredTo(counter, 'b', lent('B'), 0);
    expect(lentRows(counter)).toEqual([]);
  });

  it('is for the card that was under way before it, whose reader is then gone too', () => {
    let counter = forgotten(asked(asked(take(emptyCounter(), 'W', waits('W')), 'R9'), 'a'), 0);
    counter = answeredTo(counter, 'R9', card('r9'), 0);
    expect(counter.readerId).toBeNull();
    expect(counter.rows.map((row) => readerOf(row, null))).toEqual(['r9', 'r9']);
    expect(waitingRows(counter)).toHaveLength(1);
  });

  it('is no copy that waits for the next card when it was for nobody', () => {
    const gone = forgotten(asked(emptyCounter(), 'a'), 0);
    expect(answeredTo(gone, 'a', waits('A'), 0).rows).toEqual([]);
  });
});

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

describe('forgetting the reader', () => {
  const REST = 60_000;
  const served = take(take(emptyCounter(), 'R1', card('r1')), 'A', lent('A'));

  it('waits for the rest after the last scan', () => {
    expect(mayForget(served, REST - 1, REST)).toBe(false);
    expect(mayForget(served, REST, REST)).toBe(true);
    expect(mayForget(emptyCounter(), REST * 9, REST)).toBe(false);
  });

  it('never happens while something is red, under way, or waits for a card', () => {
    const bad = take(served, 'B', red('B'));
    expect(mayForget(bad, REST * 9, REST)).toBe(false);
    const [row] = bad.rows;
    expect(mayForget(dropped(bad, row?.key ?? '', 0), REST, REST)).toBe(true);
    const asked = scanned(served, 'x', { text: 'C', source: 'hid' }, 0);
    expect(mayForget(asked, REST * 9, REST)).toBe(false);
    expect(mayForget(take(emptyCounter(), 'A', waits('A')), REST * 9, REST)).toBe(false);
  });

  it('leaves the last receipt, once', () => {
    expect(forgotten(served, 5)).toMatchObject({ readerId: null, rows: [], touchedAt: 5 });
    expect(forgotten(served, 5).before?.readerId).toBe('r1');
    expect(forgotten(forgotten(served, 5), 6).before).toBeNull();
  });
});

describe('whatever comes in whatever order', () => {
  const answers = fc.constantFrom(
    card('r1'),
    card('r2'),
    lent('A'),
    red('A'),
    waits('A'),
    refuse('internal', { id: null }),
  );

  it('every scan has one row or stood for a reader, and no loan is lost from the two lists without a card', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 40 }), (all) => {
        let counter = emptyCounter();
        all.forEach((answer, at) => {
          const key = `s${at}`;
          counter = scanned(counter, key, { text: `T${at}`, source: 'wedge' }, at);
          const before = counter;
          counter = answeredTo(counter, key, answer, at);
          const keys = counter.rows.map((row) => row.key);
          expect(new Set(keys).size).toBe(keys.length);
          const isCard = 'kind' in answer && answer.kind === 'reader';
          const kept = [...counter.rows, ...(counter.before?.rows ?? [])].map((row) => row.key);
          const stays = before.rows.map((row) => row.key).filter((each) => !isCard || each !== key);
          expect(isCard ? kept : keys).toEqual(expect.arrayContaining(stays));
        });
      }),
    );
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
          if (counter.readerId !== null && !turns.some(([each]) => each === 'done')) {
            expect(new Set(shown)).toEqual(refused);
          }
        }
      }),
    );
  });
});
