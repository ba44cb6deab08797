// What a list of scans means on a trolley and on a shelf, by the rows that are here.

import type { CallNumberOptions } from '../../../shared/library/call-number-parts.ts';
import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import type { Place } from '../../../shared/library/entities.ts';
import { orderTrolley, readShelf, takeInventory } from '../../../shared/shelving/reading.ts';
import type { Inventory, ShelfCopy, Stretch } from '../../../shared/shelving/reading.ts';
import type { DetailSource } from '../queues/detail.ts';
import { walkNow } from '../rounds/walk-now.ts';
import { barcodeOf, copiesByCode, copiesWithin } from './copies.ts';

/** The stretch of shelf that a range or a collection is; null for any other place. */
function stretchOf(place: Place | undefined): Stretch | null {
  if (place?.kind === 'collection') return { collection: place.id, fromKey: null, toKey: null };
  if (place?.kind !== 'range' || place.parentId === null) return null;
  const { parentId: collection, fromKey, toKey } = place;
  return { collection, fromKey, toKey };
}

/** A scanned shelf as it was read, with the way in which its call numbers are. */
export interface ReadShelf {
  reading: Inventory;
  options: CallNumberOptions;
  /** Where strangers belong: a place id (range, else collection) by copy id. */
  belongs: Record<string, string>;
}

function belongings(
  { statements, env }: DetailSource,
  { strangers }: Pick<Inventory, 'strangers'>,
): Record<string, string> {
  const walk = walkNow(statements, env.settings);
  const copies = strangers.flatMap(({ copy }) => copy ?? []);
  return Object.fromEntries(
    copies.map(({ id, holding, key }) => [id, walk.onShelf(holding, key).place ?? holding]),
  );
}

/**
 * Reads a scanned shelf. Without a place only the order among the copies counts, in the scheme of the collection that
 * holds the first of them. null when the place is no shelf.
 */
export async function readScans(
  source: DetailSource,
  asked: { place: string | null; codes: readonly string[]; inventory: boolean },
): Promise<ReadShelf | null> {
  const { reads, env } = source;
  const { place, codes, inventory } = asked;
  const stretch = place === null ? null : stretchOf(env.settings.place(place));
  if (place !== null && stretch === null) return null;
  const copyOf = await copiesByCode(reads, codes);
  const first = codes.map(copyOf).find((copy) => copy !== undefined);
  const collection = stretch?.collection ?? first?.holding ?? null;
  const options = shelfKeys(env.settings).optionsOf(collection);
  if (stretch === null || !inventory) {
    const reading = readShelf(codes, copyOf, stretch, options);
    const whole = { ...reading, expected: 0, seen: 0, missing: [] };
    return { reading: whole, options, belongs: belongings(source, reading) };
  }
  const held = await copiesWithin(reads, stretch);
  const reading = takeInventory(codes, copyOf, held, stretch, options);
  return { reading, options, belongs: belongings(source, reading) };
}

/** The copies of a scanned trolley by place in walking order, and the codes of no copy. */
export async function sortTrolley(
  { reads, statements, env }: DetailSource,
  codes: readonly string[],
): Promise<{
  stops: { collection: string; range: string | null; copies: ShelfCopy[] }[];
  unknown: string[];
}> {
  const copyOf = await copiesByCode(reads, codes);
  const walk = walkNow(statements, env.settings);
  const copies = codes.flatMap((code) => copyOf(code) ?? []);
  const stops = orderTrolley(
    copies,
    // Within one place the copies sort themselves.
    ({ holding, key }) => ({ ...walk.onShelf(holding, key), callKey: '' }),
    walk.compare,
  );
  return {
    stops: stops.map(({ place, copies: own }) => ({
      collection: place.collection ?? '',
      range: place.place,
      copies: own,
    })),
    unknown: [...new Set(codes.filter((code) => !copyOf(code)).map(barcodeOf))],
  };
}
