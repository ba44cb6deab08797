// What a record does to the library: which rows are new, which change, and which barcodes belong elsewhere.

import type { Copy, Title } from '../library/entities.ts';
import type { ShelfKeys } from '../library/shelf-keys.ts';
import type { World } from '../queues/world/world.ts';
import { titleKey } from './identity.ts';
import { DESCRIBING } from './record.ts';
import type { CatalogueCopy, CatalogueRecord } from './record.ts';

/** Keys of copies, by the scheme of the collection that each belongs to. */
type CopyKeys = Pick<ShelfKeys, 'ofCopy'>;

/** How a row stands to the library. */
export type Standing = 'new' | 'changed' | 'same';

/** What a record comes to. */
export interface Plan {
  title: { row: Title; standing: Standing };
  copies: { row: Copy; standing: Standing }[];
  /** Barcodes that copies of other titles have. */
  taken: { barcode: string; titleId: string }[];
}

function newTitle(record: CatalogueRecord): Title {
  const described = Object.fromEntries(DESCRIBING.map((name) => [name, record[name]])) as Pick<
    Title,
    (typeof DESCRIBING)[number]
  >;
  return { id: record.id, ver: 0, ...described, loans12: {}, holdsWaiting: 0, onOrder: 0 };
}

/** The title with what the record says of it; what it does not say stays. */
function describedTitle(before: Title, record: CatalogueRecord): Title {
  const said = DESCRIBING.filter((name) => record[name] !== null && record[name] !== '');
  return Object.assign({ ...before }, Object.fromEntries(said.map((name) => [name, record[name]])));
}

function newCopy(copy: CatalogueCopy, titleId: string, keys: CopyKeys): Copy {
  const { id, barcode, home, callNumber, volume } = copy;
  return {
    id,
    ver: 0,
    barcode,
    titleId,
    home,
    holding: home,
    callNumber,
    callKey: keys.ofCopy({ home, callNumber }),
    volume,
    status: 'available',
    lendable: true,
    courseReserve: false,
    seenAt: null,
    seenOn: null,
    lastReturnedOn: null,
    lastUsedInHouseOn: null,
    lastMovedOn: null,
    returnDay: null,
  };
}

/** A known copy: only its call number and volume are the catalogue's to say. */
function describedCopy(before: Copy, copy: CatalogueCopy, keys: CopyKeys): Copy {
  const callNumber = copy.callNumber || before.callNumber;
  const volume = copy.volume ?? before.volume;
  const isSame = callNumber === before.callNumber;
  const callKey = isSame ? before.callKey : keys.ofCopy({ home: before.home, callNumber });
  return { ...before, callNumber, callKey, volume };
}

function isSame(before: object, after: object): boolean {
  return Object.entries(after).every(
    ([name, value]) => before[name as keyof typeof before] === value,
  );
}

/** The title that the record is about: by its own id, else by ISBN and title; undefined where it is new. */
async function knownTitle(
  world: Pick<World, 'get' | 'list'>,
  { id, isbn, title }: CatalogueRecord,
): Promise<Title | undefined> {
  const own = await world.get('title', id);
  if (own || isbn === null) return own;
  const key = titleKey(title);
  const alike = await world.list('titlesByIsbn', isbn);
  return alike.find((each) => titleKey(each.title) === key);
}

/** Says what a record comes to on a world's rows; nothing is written. */
export async function planOf(
  world: Pick<World, 'get' | 'list'>,
  record: CatalogueRecord,
  keys: CopyKeys,
): Promise<Plan> {
  const before = await knownTitle(world, record);
  const row =
    before && record.describes ? describedTitle(before, record) : (before ?? newTitle(record));
  const standing = before === undefined ? 'new' : isSame(before, row) ? 'same' : 'changed';
  const plan: Plan = { title: { row, standing }, copies: [], taken: [] };
  for (const copy of record.copies) {
    const [known] = await world.list('copyByBarcode', copy.barcode);
    const held = known ?? (await world.get('copy', copy.id));
    if (!held) {
      plan.copies.push({ row: newCopy(copy, row.id, keys), standing: 'new' });
    } else if (held.titleId !== row.id || held.barcode !== copy.barcode) {
      plan.taken.push({ barcode: copy.barcode, titleId: held.titleId });
    } else {
      const after = describedCopy(held, copy, keys);
      plan.copies.push({ row: after, standing: isSame(held, after) ? 'same' : 'changed' });
    }
  }
  return plan;
}
