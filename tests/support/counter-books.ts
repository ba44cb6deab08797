// Books and cards of the demonstration library that a counter meets, read from its rows.

import { DEMO_START } from '../../src/demo/about.ts';
import { demoLibrary } from '../../src/demo/library.ts';
import type { Copy, Hold, Loan, Place, Reader } from '../../src/shared/library/entities.ts';

/** Barcodes and card numbers by what they are at the north campus. */
export interface CounterBooks {
  /** Copies of the north that nobody has or waits for, on their shelves. */
  free: string[];
  /** On loan, and nobody waits. */
  lent: string[];
  /** On loan, and the first who waits collects at the north. */
  awaited: string[];
  /** For use in the house only. */
  reference: string;
  /** Cards of undergraduates without loans. */
  cards: string[];
  blocked: string;
  expired: string;
  /** On loan past their last day, and nobody waits. */
  late: string[];
  /** Codes of empty slots of the north's hold shelf. */
  slots: string[];
}

interface Rows {
  places: Map<string, Place>;
  copies: Copy[];
  readers: Reader[];
  cards: Map<string, string>;
  loans: Loan[];
  holds: Hold[];
  /** Copies and titles that requests are about. */
  asked: Set<string | null>;
  /** Places where copies of requests lie. */
  slots: Set<string>;
}

function readRows(): Rows {
  const rows: Rows = {
    places: new Map(),
    copies: [],
    readers: [],
    cards: new Map(),
    loans: [],
    holds: [],
    asked: new Set(),
    slots: new Set(),
  };
  for (const { kind, row } of demoLibrary({ cardHash: () => '' }).rows()) {
    if (kind === 'place') rows.places.set(row.id, row);
    else if (kind === 'copy') rows.copies.push(row);
    else if (kind === 'reader') rows.readers.push(row);
    else if (kind === 'private') rows.cards.set(row.id, row.card);
    else if (kind === 'loan' && row.closedOn === null) rows.loans.push(row);
    else if (kind === 'hold' && row.status !== 'closed') rows.holds.push(row);
    else if (kind === 'request') {
      rows.asked.add(row.copyId).add(row.titleId);
      const { slot, holdSlot } = row.fields;
      for (const id of [slot, holdSlot]) if (typeof id === 'string') rows.slots.add(id);
    }
  }
  return rows;
}

/** Reads them; takes a second or two. */
export function counterBooks(): CounterBooks {
  const { places, copies, readers, cards, loans, holds, asked, slots } = readRows();
  const north = [...places.values()].find(({ code }) => code === 'N1')?.campus ?? '';
  const isLent = new Set(loans.map(({ copyId }) => copyId));
  const isLate = new Set(
    loans.filter(({ dueOn }) => dueOn < DEMO_START).map(({ copyId }) => copyId),
  );
  const waits = new Map(holds.map((hold) => [hold.titleId, hold]));
  const full = new Set<string | null | undefined>([
    ...holds.map(({ slot }) => slot),
    ...copies.map(({ seenAt }) => seenAt),
    ...slots,
  ]);
  const isQuiet = (copy: Copy) => !asked.has(copy.id) && !asked.has(copy.titleId);
  const good = copies.filter((copy) => copy.status === 'available' && isQuiet(copy));
  const lendable = good.filter(({ lendable: may, home }) => may && places.get(home)?.lendable);
  const here = lendable.filter(({ home }) => places.get(home)?.campus === north);
  const borrowers = new Set(loans.map(({ readerId }) => readerId));
  const cardOf = ({ id }: Reader) => cards.get(id) ?? '';
  return {
    free: here
      .filter(({ id, titleId }) => !isLent.has(id) && !waits.has(titleId))
      .slice(0, 120)
      .map(({ barcode }) => barcode),
    lent: here
      .filter(({ id, titleId }) => isLent.has(id) && !waits.has(titleId))
      .slice(0, 20)
      .map(({ barcode }) => barcode),
    awaited: lendable
      .filter(({ id, titleId }) => isLent.has(id) && waits.get(titleId)?.pickupCampus === north)
      .slice(0, 5)
      .map(({ barcode }) => barcode),
    reference: good.find(({ lendable: may }) => !may)?.barcode ?? '',
    cards: readers
      .filter(
        ({ id, status, expiresOn, category }) =>
          status === 'active' &&
          expiresOn === undefined &&
          category === 'undergraduate' &&
          !borrowers.has(id),
      )
      .slice(0, 20)
      .map(cardOf),
    expired: cardOf(
      readers.find(({ expiresOn }) => expiresOn !== undefined) ?? readers[0] ?? never(),
    ),
    late: here
      .filter(({ id, titleId }) => isLate.has(id) && !waits.has(titleId))
      .slice(0, 10)
      .map(({ barcode }) => barcode),
    blocked: cardOf(readers.find(({ status }) => status === 'blocked') ?? readers[0] ?? never()),
    slots: [...places.values()]
      .filter(({ kind, campus, id }) => kind === 'hold_slot' && campus === north && !full.has(id))
      .map(({ code }) => code),
  };
}

function never(): never {
  throw new Error('the demonstration has no readers');
}
