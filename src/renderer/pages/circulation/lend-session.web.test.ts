import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { again, card, lent, red, take, waits } from '../../../../tests/support/lend-rows.ts';
import { refuse } from '../../../shared/lib/result.ts';
import {
  answeredTo,
  askedAgain,
  dropped,
  emptyCounter,
  forgotten,
  lentRows,
  mayForget,
  readerOf,
  scanned,
  waitingRows,
} from './lend-session.ts';
import type { Counter } from './lend-session.ts';

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
