// What a table of readers comes to on the rows as they are: row by row new, changed, the same, or why it stays out.

import { isReaderHead, readerHead, readerOfRow } from '../../../shared/circulation/reader-table.ts';
import type { ReaderNames } from '../../../shared/circulation/reader-table.ts';
import type { NewReader } from '../../../shared/circulation/reader-input.ts';
import type {
  ImportRow,
  ReaderImportDefaults,
} from '../../../shared/desk-contract/reader-import.ts';
import { maskName, maskNumber } from '../../../shared/library/masks.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { PrivateRow, Reader } from '../../../shared/library/entities.ts';
import type { Env, World } from '../../../shared/queues/world.ts';
import type { TableRow } from './read-table.ts';

/** A row as it is shown, with the reader whom it would register. */
export interface LookedRow extends ImportRow {
  reader: NewReader | null;
}

/** A table that was looked through. */
export interface Looked {
  rows: LookedRow[];
  ignored: string[];
}

type Looking = Pick<World, 'get' | 'list'>;

function sameReader(known: Reader, { category, campus, expiresOn, name }: NewReader): boolean {
  return (
    known.category === category &&
    known.campus === campus &&
    (known.expiresOn ?? null) === expiresOn &&
    known.nameMasked === maskName(name) &&
    known.status !== 'left'
  );
}

function sameText(text: PrivateRow, { name, phone, email }: NewReader): boolean {
  return text.name === name && text.phone === phone && text.email === email;
}

async function stateOf(
  world: Looking,
  env: Env,
  reader: NewReader,
): Promise<Pick<ImportRow, 'state' | 'problem'>> {
  const [known] = await world.list('readerByCardHash', env.cardHash(reader.card));
  if (!known) return { state: 'new', problem: null };
  if (known.status === 'merged') {
    const problem = { code: 'card_taken', facts: { card: known.cardMasked } };
    return { state: 'refused', problem };
  }
  if (!sameReader(known, reader)) return { state: 'changed', problem: null };
  const text = await world.get('private', known.id);
  if (!text) return { state: 'compared', problem: null };
  return { state: sameText(text, reader) ? 'same' : 'changed', problem: null };
}

async function namesOf(
  world: Looking,
  env: Env,
  { campus, category }: ReaderImportDefaults,
): Promise<ReaderNames> {
  const campuses = await world.list('placesOfKind', 'campus');
  const categories = env.settings.policies.list('reader.categories');
  return { campuses: campuses.filter(({ active }) => active), categories, campus, category };
}

/** Looks through a table. Refuses one without rows (`import_empty`) or without the columns (`import_no_card`). */
export async function lookThrough(
  world: Looking,
  env: Env,
  table: readonly TableRow[],
  defaults: ReaderImportDefaults,
): Promise<Looked | Refusal> {
  const [heading, ...body] = table;
  if (!heading?.cells || body.length === 0) return refuse('import_empty');
  const head = readerHead(heading.cells);
  if (!isReaderHead(head)) return refuse('import_no_card');
  const names = await namesOf(world, env, defaults);
  const pattern = new RegExp(env.settings.policies.text('barcode.card'), 'u');
  const seen = new Set<string>();
  const rows: LookedRow[] = [];
  const out = (number: number, card: string, problem: ImportRow['problem']) =>
    rows.push({
      number,
      card: maskNumber(card),
      name: '',
      state: 'refused',
      problem,
      reader: null,
    });
  for (const { number, cells } of body) {
    if (cells === null) {
      out(number, '', { code: 'open_quote', facts: {} });
      continue;
    }
    const read = readerOfRow(cells, head, names);
    if ('problem' in read) {
      out(number, read.card, read.problem);
      continue;
    }
    const { reader } = read;
    const card = maskNumber(reader.card);
    if (!pattern.test(reader.card)) out(number, reader.card, { code: 'bad_card', facts: { card } });
    else if (seen.has(reader.card)) out(number, reader.card, { code: 'card_twice', facts: {} });
    else {
      seen.add(reader.card);
      const name = maskName(reader.name);
      rows.push({ number, card, name, reader, ...(await stateOf(world, env, reader)) });
    }
  }
  return { rows, ignored: head.ignored };
}
