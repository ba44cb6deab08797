// Where a book is looked for, whichever queue misses it.

/** Places in which a book is looked for, in the order of the walk. */
export const PLACES_LOOKED = [
  'own_shelf',
  'shelves_around',
  'trolley',
  'table',
  'sorting_shelf',
  'returns_box',
  'hold_shelf',
  'display',
] as const;
