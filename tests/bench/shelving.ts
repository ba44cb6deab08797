// Sort keys a second, and a shelf of 5,000 copies that is read: by itself, and through the contract of a desk.
import {
  DEFAULT_CALL_NUMBERS,
  CALL_NUMBER_SCHEMES,
} from '../../src/shared/library/call-number-parts.ts';
import { callKey } from '../../src/shared/library/call-number.ts';
import type { DeskContract } from '../../src/shared/desk-contract.ts';
import type { Client } from '../../src/shared/rpc/contract.ts';
import { readShelf } from '../../src/shared/shelving/reading.ts';
import type { ShelfCopy } from '../../src/shared/shelving/reading.ts';
import { percentile, report, timed } from './table.ts';

const KEYS = 100_000;
const SHELF = 5000;
/** Every so many-th copy stands elsewhere. */
const MISPLACED = 50;
const RUNS = 7;

const NUMBERS = {
  clc: (n: number) => `TP311.1${n % 100}-4${n % 7}/S${n % 1000}(${n % 3}):${n % 20}`,
  lc: (n: number) => `QA76.${n % 90} .D${n % 997} L${n % 89} ${1960 + (n % 60)} v.${n % 12}`,
  dewey: (n: number) => `${100 + (n % 899)}.${n % 977} P${n % 83}w v.${n % 12}`,
};

async function best(work: () => unknown): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await timed(work));
  return percentile(runs, 0.5);
}

/** The codes with every fiftieth put where another one stood. */
function disordered<T>(list: readonly T[]): T[] {
  const result = [...list];
  for (let at = MISPLACED; at < result.length; at += MISPLACED) {
    const [moved] = result.splice(at, 1);
    if (moved !== undefined) result.splice((at * 7919) % result.length, 0, moved);
  }
  return result;
}

function shelf(): ShelfCopy[] {
  const rest = {
    title: '',
    volume: null,
    holding: 'c',
    lentUntil: null,
    heldFor: null,
    lookedFor: null,
  };
  return Array.from({ length: SHELF }, (_, n) => {
    const callNumber = `TP${311 + Math.floor(n / 1000)}/${n}`;
    const key = callKey(callNumber);
    return {
      id: `i${n}`,
      barcode: `B${n}`,
      callNumber,
      key,
      status: 'available' as const,
      ...rest,
    };
  });
}

/** Measures keys and moves without a desk. */
export async function measureShelving(): Promise<void> {
  for (const scheme of CALL_NUMBER_SCHEMES) {
    const numbers = Array.from({ length: KEYS }, (_, n) => NUMBERS[scheme](n));
    const options = { ...DEFAULT_CALL_NUMBERS, scheme };
    const ms = await best(() => {
      for (const number of numbers) callKey(number, options);
    });
    report(`sort keys, ${scheme}`, (KEYS / ms) * 1000, '1/s', null, null, true);
  }
  const copies = shelf();
  const byCode = new Map(copies.map((copy) => [copy.barcode, copy]));
  const codes = disordered(copies).map(({ barcode }) => barcode);
  const stretch = { collection: 'c', fromKey: null, toKey: null };
  const read = () => readShelf(codes, (code) => byCode.get(code), stretch, DEFAULT_CALL_NUMBERS);
  const { misplaced } = read();
  report(
    `shelf of ${SHELF} copies read, ${misplaced.length} moves with reasons`,
    await best(read),
    'ms',
    null,
  );
}

/** Measures the reading of a shelf of a desk's own copies, from barcodes to moves with reasons. */
export async function measureShelfReading(desk: Client<DeskContract>): Promise<void> {
  const { places } = await desk['library.words']({});
  for (const { id } of places.filter(({ kind }) => kind === 'collection')) {
    const whole = await desk['shelving.read']({ place: id, codes: [], inventory: true });
    const missing = whole?.reading.missing ?? [];
    if (missing.length < SHELF) continue;
    const codes = disordered(missing.slice(0, SHELF).map(({ barcode }) => barcode));
    const ms = await best(() => desk['shelving.read']({ place: id, codes, inventory: false }));
    report(`shelf of ${SHELF} copies read through the desk`, ms, 'ms', 1000);
    return;
  }
}
