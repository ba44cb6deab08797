// Finds readers by the beginning of their name: desks hold masked readers only, so that this is asked of the service.

import type { Reader } from '../../shared/library/entities.ts';
import type { StoreReads } from '../store/port.ts';

/** Readers told at once. */
const MOST_FOUND = 50;
const PAGE = 1000;

function plain(name: unknown): string {
  return typeof name === 'string' ? name.normalize('NFKC').toLowerCase() : '';
}

/** Ids of readers whose name begins so, at most `MOST_FOUND`. */
export async function findReaders(reads: StoreReads, name: string): Promise<string[]> {
  const wanted = plain(name.trim());
  if (wanted === '') return [];
  // The masked name shows the first letter: only those who share it are looked up in full.
  const [first = ''] = wanted;
  const found: string[] = [];
  for (let after = ''; ;) {
    const rows = await reads.page('reader', after, PAGE);
    const likely = rows.flatMap(({ id, image }) => {
      const { nameMasked } = JSON.parse(image) as Pick<Reader, 'nameMasked'>;
      const shown = nameMasked.toLowerCase();
      return shown.startsWith(first) || shown === '*' ? [{ kind: 'private' as const, id }] : [];
    });
    for (const { id, text } of await reads.texts(likely)) {
      const full = plain(text['name']);
      if (full.startsWith(wanted)) found.push(id);
      if (found.length >= MOST_FOUND) return found;
    }
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return found;
    after = last.id;
  }
}
