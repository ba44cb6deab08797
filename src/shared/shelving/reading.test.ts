import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_NUMBERS } from '../library/call-number-parts.ts';
import { callKey } from '../library/call-number.ts';
import { conditionOf, orderTrolley, readShelf, takeInventory } from './reading.ts';
import type { ShelfCopy } from './reading.ts';

const copy = (barcode: string, callNumber: string, over: Partial<ShelfCopy> = {}): ShelfCopy => ({
  id: `id-${barcode}`,
  barcode,
  callNumber,
  key: callKey(callNumber),
  title: barcode,
  volume: null,
  holding: 'stack',
  status: 'available',
  lentUntil: null,
  heldFor: null,
  lookedFor: null,
  ...over,
});

const COPIES = [
  copy('A', 'TP311/1'),
  copy('B', 'TP311/2'),
  copy('C', 'TP311/10'),
  copy('D', 'TP312/1'),
  copy('E', 'TP39/1'),
  copy('LENT', 'TP311/3', { lentUntil: '2018-07-01T00:00:00.000Z' }),
  copy('HELD', 'TP311/4', { heldFor: 'N1-0007' }),
  copy('LOST', 'TP311/5', { status: 'missing' }),
  copy('PAID', 'TP311/5', { status: 'lost' }),
  copy('SOUGHT', 'TP311/6', { lookedFor: 'N1-0008' }),
  copy('SOUTH', 'TP311/7', { holding: 'south' }),
  copy('FAR', 'I247.5/1'),
  copy('BARE', ''),
  copy('OUT', 'TP311/8', { status: 'withdrawn' }),
];
const BY_CODE = new Map(COPIES.map((each) => [each.barcode, each]));
const copyOf = (code: string) => BY_CODE.get(code);
const STRETCH = { collection: 'stack', fromKey: callKey('TP311'), toKey: callKey('TQ') };
const read = (...codes: string[]) => readShelf(codes, copyOf, STRETCH, DEFAULT_CALL_NUMBERS);
const kindsOf = ({ strangers }: ReturnType<typeof read>) =>
  strangers.map(({ barcode, kind }) => `${barcode} ${kind}`);

describe('a shelf that is read', () => {
  it('says what stands wrong, where it belongs and why', () => {
    const { misplaced, ordered, strangers } = read('A', 'C', 'B', 'D', 'E');
    expect(strangers).toEqual([]);
    expect(ordered).toBe(5);
    expect(misplaced).toHaveLength(1);
    expect(misplaced[0]).toMatchObject({
      at: 1,
      copy: { barcode: 'C' },
      after: { barcode: 'B' },
      before: { barcode: 'D' },
      why: { reason: 'numbers', first: 'TP311/2', second: 'TP311/10', one: '2', other: '10' },
    });
  });

  it('takes out of the order what does not belong there, and says each reason', () => {
    const told = read('A', 'LENT', 'HELD', 'SOUTH', 'FAR', 'BARE', 'OUT', 'NONE', 'B', 'A', 'NONE');
    expect(told.misplaced).toEqual([]);
    expect(told.ordered).toBe(2);
    expect(kindsOf(told)).toEqual([
      'LENT on_loan',
      'HELD held',
      'SOUTH other_collection',
      'FAR other_range',
      'BARE unreadable',
      'OUT not_in_use',
      'NONE unknown',
      'A twice',
      'NONE twice',
    ]);
  });

  it('leaves on the shelf what was missing or looked for, and still reads its order', () => {
    const told = read('A', 'SOUGHT', 'LOST', 'PAID', 'C');
    expect(kindsOf(told)).toEqual(['SOUGHT looked_for', 'LOST missing_found', 'PAID lost_found']);
    expect(told.misplaced).toHaveLength(1);
    expect(told.ordered).toBe(5);
  });

  it('says of a copy wherever it is scanned what keeps it from its shelf', () => {
    const said = (code: string) => {
      const of = copyOf(code);
      return of ? conditionOf(of) : null;
    };
    expect(['A', 'LENT', 'HELD', 'LOST', 'PAID', 'SOUGHT', 'OUT'].map(said)).toEqual([
      [],
      ['on_loan'],
      ['held'],
      ['missing_found'],
      ['lost_found'],
      ['looked_for'],
      ['not_in_use'],
    ]);
  });

  it('needs no stretch: then any collection will do', () => {
    const { strangers } = readShelf(['SOUTH', 'FAR'], copyOf, null, DEFAULT_CALL_NUMBERS);
    expect(strangers).toEqual([]);
  });
});

describe('an inventory', () => {
  it('counts what should stand there, what was seen and what is missing', () => {
    const held = COPIES.filter(({ barcode }) => !['SOUTH', 'FAR'].includes(barcode));
    const told = takeInventory(
      ['D', 'A', 'FAR', 'LENT'],
      copyOf,
      held,
      STRETCH,
      DEFAULT_CALL_NUMBERS,
    );
    expect(told.expected).toBe(7);
    expect(told.seen).toBe(2);
    expect(told.missing.map(({ barcode }) => barcode)).toEqual(['B', 'SOUGHT', 'C', 'E', 'BARE']);
    expect(kindsOf(told)).toEqual(['FAR other_range', 'LENT on_loan']);
    expect(told.misplaced.map((each) => each.copy.barcode)).toEqual(['D']);
  });
});

describe('a trolley', () => {
  it('is put in walking order, each copy once', () => {
    const all = ['E', 'SOUTH', 'C', 'A', 'C', 'B'].flatMap((code) => copyOf(code) ?? []);
    const stops = orderTrolley(
      all,
      ({ holding }) => holding,
      (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    );
    expect(stops.map(({ place, copies }) => [place, copies.map((each) => each.barcode)])).toEqual([
      ['south', ['SOUTH']],
      ['stack', ['A', 'B', 'C', 'E']],
    ]);
  });
});
