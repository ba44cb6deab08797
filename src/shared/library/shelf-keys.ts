// Keys of shelf order as the settings in force make them: of a copy, of a title, of the ends of a range.

import type { CallNumberOptions } from './call-number-parts.ts';
import { callKey, callNumberOptions } from './call-number.ts';
import type { Copy, Place } from './entities.ts';
import type { Policies } from './policies.ts';

/** What keys are made with. */
export interface ShelfSettings {
  policies: Policies;
  place: (id: string) => Place | undefined;
}

/** Keys by the scheme of each collection. */
export interface ShelfKeys {
  /** How numbers of a collection (its id; null = the library's) are read. */
  optionsOf(collection: string | null): CallNumberOptions;
  /** A copy's label was made by the collection that owns it. */
  ofCopy(copy: Pick<Copy, 'home' | 'callNumber'>): string;
  /** A title without a copy, as it would stand in a collection (its id; null = as the library reads numbers). */
  ofTitle(title: { callNumber: string }, collection: string | null): string;
}

const MADE = new WeakMap<ShelfSettings, ShelfKeys>();

/** The keys of settings, made once for each. */
export function shelfKeys(settings: ShelfSettings): ShelfKeys {
  const known = MADE.get(settings);
  if (known) return known;
  const byCollection = new Map<string | null, CallNumberOptions>();
  const optionsOf = (collection: string | null): CallNumberOptions => {
    let options = byCollection.get(collection);
    if (!options) {
      const place = collection === null ? undefined : settings.place(collection);
      options = callNumberOptions(settings.policies, place ?? null);
      byCollection.set(collection, options);
    }
    return options;
  };
  const keys: ShelfKeys = {
    optionsOf,
    ofCopy: ({ home, callNumber }) => callKey(callNumber, optionsOf(home)),
    ofTitle: ({ callNumber }, collection) => callKey(callNumber, optionsOf(collection)),
  };
  MADE.set(settings, keys);
  return keys;
}

/** A range whose ends are known by call number, with its keys made from them. */
export function rangeKeyed(range: Place, policies: Policies, collection: Place | null): Place {
  const { fromNumber, toNumber } = range;
  if (range.kind !== 'range' || (fromNumber === undefined && toNumber === undefined)) return range;
  const options = callNumberOptions(policies, collection);
  return {
    ...range,
    fromKey: fromNumber === undefined ? range.fromKey : callKey(fromNumber, options),
    toKey: toNumber === undefined ? range.toKey : callKey(toNumber, options),
  };
}
