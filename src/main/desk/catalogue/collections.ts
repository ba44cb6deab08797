// Which collection a file means: as the person said, by code, or by name in either language.

import type { ReadingOptions } from '../../../shared/catalogue/options.ts';
import { foldText } from '../../../shared/library/search-tokens.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

/** Finds the id of a collection; null for a name that none has. An empty name gets the default. */
export function collectionFinder(
  statements: Statements,
  { collections, collection }: Pick<ReadingOptions, 'collections' | 'collection'>,
): (text: string) => string | null {
  const byName = new Map<string, string | null>();
  const places = allRows(statements, 'place').filter(
    ({ kind, active }) => active && kind === 'collection',
  );
  for (const { id, name } of places) {
    for (const each of new Set([foldText(name.zh), foldText(name.en)])) {
      // Two campuses may have collections of one name: then somebody has to say which is meant.
      byName.set(each, byName.has(each) ? null : id);
    }
  }
  // Codes after names: they are unique.
  for (const { id, code } of places) byName.set(foldText(code), id);
  for (const [name, id] of Object.entries(collections)) byName.set(foldText(name), id);
  const ids = new Set(places.map(({ id }) => id));
  return (text) => {
    const found = text === '' ? collection : (byName.get(foldText(text)) ?? null);
    return found !== null && ids.has(found) ? found : null;
  };
}
