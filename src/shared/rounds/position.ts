// Where a copy stands, and the order in which a library is walked: campus, floor, collection, range, call number.

import type { Copy, Place } from '../library/entities.ts';

/** One place of a walk. */
export interface Position {
  campus: string;
  floor: string | null;
  /** Collection (place id); null where the copy lies at a desk, on a trolley or on a hold shelf. */
  collection: string | null;
  /** Range (place id), or the place where a copy away from its shelves was last seen; null where neither is known. */
  place: string | null;
  /** Its printed code; the collection's where no range has the call number. */
  code: string;
  /** The copy is not on its shelf. */
  away: boolean;
  callKey: string;
}

/** What says where something stands. */
export type Standing = Pick<Copy, 'holding' | 'callKey' | 'seenAt'>;

/** The places of a library as somebody walks them. */
export interface Walk {
  /** Where a call number stands in a collection. */
  onShelf(collection: string, callKey: string): Position;
  /** Where a copy is to be looked for by somebody who works at a campus. */
  positionOf(copy: Standing, campus: string): Position;
  /** Walking order: negative when the first comes before the second. */
  compare(one: Position, other: Position): number;
}

/** Floors from the deepest basement up: `B2` −2, `B1` −1, `1F` 1, `12F` 12; another name comes after all, none before. */
export function floorRank(floor: string | null): number {
  if (floor === null) return Number.NEGATIVE_INFINITY;
  const name = floor.trim().toUpperCase();
  const below = /^B(\d{1,3})F?$/u.exec(name)?.[1];
  if (below !== undefined) return -Number(below);
  const above = /^(\d{1,3})(?:F|L|楼|层)?$/u.exec(name)?.[1];
  return above === undefined ? Number.POSITIVE_INFINITY : Number(above);
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
/** Two infinities are equal; their difference is no number. */
const byNumber = (one: number, other: number) => (one < other ? -1 : one > other ? 1 : 0);

function rangesByCollection(places: readonly Place[]): Map<string, Place[]> {
  const ranges = new Map<string, Place[]>();
  for (const place of places) {
    if (place.kind !== 'range' || !place.active || place.parentId === null) continue;
    const own = ranges.get(place.parentId);
    if (own) own.push(place);
    else ranges.set(place.parentId, [place]);
  }
  for (const own of ranges.values()) {
    own.sort((a, b) => byText(a.fromKey ?? '', b.fromKey ?? ''));
  }
  return ranges;
}

function rangeOf(own: readonly Place[] | undefined, callKey: string): Place | undefined {
  return own?.findLast(
    ({ fromKey, toKey }) => (fromKey ?? '') <= callKey && (toKey === null || callKey < toKey),
  );
}

/** Makes the walk of a library from all its places. */
export function walkOf(places: readonly Place[]): Walk {
  const byId = new Map(places.map((place) => [place.id, place]));
  const ranges = rangesByCollection(places);
  const orderOf = (id: string | null) => (id === null ? -1 : (byId.get(id)?.order ?? 0));
  const onShelf: Walk['onShelf'] = (collectionId, callKey) => {
    const collection = byId.get(collectionId);
    const range = rangeOf(ranges.get(collectionId), callKey);
    return {
      campus: collection?.campus ?? '',
      floor: range?.floor ?? collection?.floor ?? null,
      collection: collectionId,
      place: range?.id ?? null,
      code: range?.code ?? collection?.code ?? '',
      away: false,
      callKey,
    };
  };
  return {
    onShelf,
    positionOf({ holding, callKey, seenAt }, campus) {
      const shelf = onShelf(holding, callKey);
      const seen = seenAt === null ? undefined : byId.get(seenAt);
      // A copy that was last scanned at another campus than its shelves lies where it was scanned.
      if (shelf.campus === campus || seen?.campus !== campus) return shelf;
      const { id, code, floor } = seen;
      return { campus, floor, collection: null, place: id, code, away: true, callKey };
    },
    compare: (one, other) =>
      byNumber(orderOf(one.campus), orderOf(other.campus)) ||
      byText(one.campus, other.campus) ||
      byNumber(floorRank(one.floor), floorRank(other.floor)) ||
      byText(one.floor ?? '', other.floor ?? '') ||
      byNumber(orderOf(one.collection), orderOf(other.collection)) ||
      byText(one.collection ?? '', other.collection ?? '') ||
      byNumber(orderOf(one.place), orderOf(other.place)) ||
      byText(one.place ?? '', other.place ?? '') ||
      byText(one.callKey, other.callKey),
  };
}
