// Slots of the hold shelf: whose copies lie in each by the rows of this desk, which are empty, and what is to be cleared.

import { MOST_LISTED } from '../../../shared/desk-contract/circulation-views.ts';
import type { SlotLine } from '../../../shared/desk-contract/hold-lines.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { addMinutes } from '../../../shared/lib/time.ts';
import type { Hold, Place } from '../../../shared/library/entities.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import { fromStored } from '../db/columns.ts';
import { allRows, columnList } from '../db/statements.ts';
import type { DetailSource } from '../queues/detail.ts';
import { lineById, maskedName } from './books.ts';

const QUEUES_IN = QUEUE_NAMES.map((name) => `'${name}'`).join(', ');

/** What a look at the hold shelf takes. */
type Shelf = Pick<DetailSource, 'statements'> & { looker: Pick<DetailSource['looker'], 'now'> };

/** A copy that has lain in its slot for longer after its hold ended was forgotten in the rows, not on the shelf. */
const CLEARED_WITHIN = 60 * 24 * 60;

/**
 * Holds that have ended while their copy still lies in its slot: nobody has scanned it anywhere else since. Of several
 * holds of a copy the last counts.
 */
export function toClear({ statements, looker }: Shelf, campus: string): Hold[] {
  const columns = columnList('hold')
    .split(', ')
    .map((name) => `ended.${name}`)
    .join(', ');
  return statements
    .all(
      `SELECT ${columns}, max(ended."endedOn") AS latest
       FROM hold AS ended
         CROSS JOIN copy ON copy.id = ended."copyId" AND copy."seenAt" = ended.slot
         JOIN place ON place.id = ended.slot AND place.campus = ?
       WHERE ended.status = 'closed' AND ended.slot IS NOT NULL AND ended."endedOn" >= ?
         AND NOT EXISTS (SELECT 1 FROM hold WHERE hold."copyId" = copy.id AND hold.status = 'ready')
         AND NOT EXISTS (SELECT 1 FROM loan WHERE loan."copyId" = copy.id AND loan."closedOn" IS NULL)
         AND NOT EXISTS (SELECT 1 FROM custody WHERE custody."copyId" = copy.id AND custody."until" IS NULL)
       GROUP BY copy.id ORDER BY latest LIMIT ${MOST_LISTED}`,
      campus,
      addMinutes(looker.now, -CLEARED_WITHIN),
    )
    .map((stored) => fromStored('hold', stored));
}

/** A copy in a slot, and for whom it lies or lay there. */
interface Lying {
  slot: string;
  readerId: string | null;
  copyId: string | null;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What lies in the slots of a campus: of holds and of requests, ready ones and those that nobody has cleared yet. */
function lyingAt(source: Shelf, campus: string): Lying[] {
  const ready = source.statements.all(
    `SELECT slot, "readerId", "copyId" FROM hold WHERE status = 'ready' AND slot IS NOT NULL
     UNION ALL
     SELECT coalesce(json_extract(fields, '$.holdSlot'), json_extract(fields, '$.slot')), "readerId", "copyId"
     FROM request WHERE queue IN (${QUEUES_IN}) AND "isOpen" = 1 AND state = 'ready' AND campus = ?`,
    campus,
  );
  const ended = toClear(source, campus).map(({ slot, readerId, copyId }) => ({
    slot,
    readerId,
    copyId,
  }));
  return [...ready, ...ended].flatMap(({ slot, readerId, copyId }) =>
    typeof slot === 'string'
      ? [{ slot, readerId: textOrNull(readerId), copyId: textOrNull(copyId) }]
      : [],
  );
}

/** Slots of a campus in their order, each with whose copies lie in it. */
export function slotLines(source: Shelf, campus: string): SlotLine[] {
  const { statements } = source;
  const lying = Map.groupBy(lyingAt(source, campus), ({ slot }) => slot);
  return allRows(statements, 'place')
    .filter((each) => each.kind === 'hold_slot' && each.active && each.campus === campus)
    .toSorted((a: Place, b: Place) => a.order - b.order || (a.code < b.code ? -1 : 1))
    .map(({ id, code }) => {
      const there = lying.get(id) ?? [];
      const readers = there.map(({ readerId }) => maskedName(statements, readerId) || '–');
      return { id, code, copies: there.length, readers: [...new Set(readers)] };
    });
}

/** An empty slot of the campus; null where something lies in each. */
export function freeSlot(source: Shelf, campus: string): string | null {
  return slotLines(source, campus).find(({ copies }) => copies === 0)?.id ?? null;
}

/** A copy on its way into a slot of the hold shelf, named by code or id. */
interface Shelved {
  readerId: string | null;
  copyId: string | null;
  slot: string;
}

/**
 * `slot_taken` where somebody else's copy lies in the slot, which a person may mean all the same: two readers' copies in
 * one slot are easily mixed up. Null where the slot is empty or only the reader's own, or the library puts several in one.
 */
export function slotTaken(
  source: Shelf & Pick<DetailSource, 'env'>,
  { readerId, copyId, slot }: Shelved,
): Refusal | null {
  const { policies, place: byId, placeByCode } = source.env.settings;
  const place = placeByCode(slot) ?? byId(slot);
  if (!place || policies.flag('hold.slot_shared')) return null;
  const other = lyingAt(source, place.campus).find(
    (each) => each.slot === place.id && each.readerId !== readerId && each.copyId !== copyId,
  );
  if (!other) return null;
  const barcode = lineById(source.statements, other.copyId)?.barcode ?? null;
  const reader = maskedName(source.statements, other.readerId) || null;
  return refuse('slot_taken', { place: place.code, reader, barcode });
}
