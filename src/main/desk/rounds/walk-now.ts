// The walk of the library as its places are now.

import type { Settings } from '../../../shared/queues/world/world.ts';
import { walkOf } from '../../../shared/rounds/position.ts';
import type { Walk } from '../../../shared/rounds/position.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

/** Settings are made again when a place changes, and the walk with them. */
const walks = new WeakMap<Settings, Walk>();

/** The walk of the library, made once for each making of its settings. */
export function walkNow(statements: Statements, settings: Settings): Walk {
  const known = walks.get(settings);
  if (known) return known;
  const places = allRows(statements, 'place').map((place) => settings.place(place.id) ?? place);
  const walk = walkOf(places);
  walks.set(settings, walk);
  return walk;
}
