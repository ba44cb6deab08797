// What a table of readers comes to on the rows as they are: row by row new, changed, the same, or why it stays out.

import {
  isReaderHead,
  readerHead,
  readerOfRow,
} from '../../../shared/circulation/readers/reader-table.ts';
import type { ReaderNames } from '../../../shared/circulation/readers/reader-table.ts';
import type {
  ReaderChange,
  TableReader,
} from '../../../shared/circulation/readers/reader-input.ts';
import { tableChange, tableRefusal } from '../../../shared/circulation/readers/readers.ts';
import type {
  ImportChange,
  ImportRow,
  ReaderImportDefaults,
} from '../../../shared/desk-contract/reader-import.ts';
import { maskName, maskNumber } from '../../../shared/library/masks.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Facts, Refusal } from '../../../shared/lib/result.ts';
import type { PrivateRow, Reader } from '../../../shared/library/entities.ts';
import type { Actor } from '../../../shared/queues/command.ts';
import type { Env, World } from '../../../shared/queues/world/world.ts';
import type { TableRow } from './read-table.ts';

/** Rows of one card that a sentence names. */
const MOST_NAMED = 5;

/** A row as it is shown, with the reader whom it would register. */
export interface LookedRow extends ImportRow {
  reader: TableReader | null;
}

/** A table that was looked through. */
export interface Looked {
  rows: LookedRow[];
  ignored: string[];
}

/** Rows as they are, and who looks the table through. */
export interface Looking {
  world: Pick<World, 'get' | 'list'>;
  env: Env;
  actor: Actor;
}

/** Fields whose new value is not the one that stands; a field that is not said, or not known here, differs from nothing. */
function differing(now: ReaderChange, then: ReaderChange, fields: readonly ImportChange[]) {
  return fields.filter((field) => {
    const [said, stands] = [now, then].map((all) => (all as Record<string, unknown>)[field]);
    return said !== undefined && stands !== undefined && said !== stands;
  });
}

/** What a row changes of a reader: masked names tell where the name itself is not held here. */
function changesOf(known: Reader, text: PrivateRow | undefined, said: ReaderChange) {
  const row: ReaderChange = {
    category: known.category,
    campus: known.campus,
    expiresOn: known.expiresOn ?? null,
  };
  const renamed =
    !text && said.name !== undefined && known.nameMasked !== maskName(said.name) ? ['name'] : [];
  return [
    ...(known.status === 'left' ? ['back'] : []),
    ...renamed,
    ...(text ? differing(said, text, ['name', 'phone', 'email']) : []),
    ...differing(said, row, ['category', 'campus', 'expiresOn']),
  ] as ImportChange[];
}

async function stateOf(
  { world, env, actor }: Looking,
  reader: TableReader,
): Promise<Pick<ImportRow, 'state' | 'problem' | 'changes'>> {
  const [known] = await world.list('readerByCardHash', env.cardHash(reader.card));
  const refused = tableRefusal({ actor }, reader, { known, update: true, back: false });
  if (refused) {
    const { code, facts } = refused;
    return { state: 'refused', problem: { code, facts }, changes: [] };
  }
  if (!known) return { state: 'new', problem: null, changes: [] };
  const text = await world.get('private', known.id);
  const changes = changesOf(known, text, tableChange(known, reader));
  const state = changes.length > 0 ? 'changed' : text ? 'same' : 'compared';
  return { state, problem: null, changes };
}

/** A row before it is held against the rows of the library. */
type ReadRow = { number: number } & ReturnType<typeof readerOfRow>;

/** The rows of each card: which of several is meant, only a person can say. */
function rowsOfCards(rows: readonly ReadRow[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    if (!('reader' in row)) continue;
    const { card } = row.reader;
    found.set(card, [...(found.get(card) ?? []), row.number]);
  }
  return found;
}

/** Rows that a sentence names; of many the first. */
function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, MOST_NAMED).join(', ');
  return numbers.length > MOST_NAMED ? `${shown} …` : shown;
}

async function namesOf(
  { world, env }: Looking,
  { campus, category }: ReaderImportDefaults,
): Promise<ReaderNames> {
  const campuses = await world.list('placesOfKind', 'campus');
  const categories = env.settings.policies.list('reader.categories');
  return { campuses: campuses.filter(({ active }) => active), categories, campus, category };
}

function stayingOut(number: number, card: string, problem: ImportRow['problem']): LookedRow {
  const state = 'refused';
  return { number, card: maskNumber(card), name: '', state, changes: [], problem, reader: null };
}

/** Looks through a table. Refuses one without rows (`import_empty`) or without the columns (`import_no_card`). */
export async function lookThrough(
  looking: Looking,
  table: readonly TableRow[],
  defaults: ReaderImportDefaults,
): Promise<Looked | Refusal> {
  const [heading, ...body] = table;
  if (!heading?.cells || body.length === 0) return refuse('import_empty');
  const head = readerHead(heading.cells);
  if (!isReaderHead(head)) return refuse('import_no_card');
  const names = await namesOf(looking, defaults);
  const read = body.map(({ number, cells }): ReadRow => {
    if (cells === null) return { number, card: '', problem: { code: 'open_quote', facts: {} } };
    return { number, ...readerOfRow(cells, head, names) };
  });
  const rowsOf = rowsOfCards(read);
  const pattern = new RegExp(looking.env.settings.policies.text('barcode.card'), 'u');
  const lookAt = async (row: ReadRow): Promise<LookedRow> => {
    if ('problem' in row) return stayingOut(row.number, row.card, row.problem);
    const { number, reader } = row;
    const card = maskNumber(reader.card);
    const out = (code: string, facts: Facts) => stayingOut(number, reader.card, { code, facts });
    if (!pattern.test(reader.card)) return out('bad_card_in_row', { row: number });
    const same = rowsOf.get(reader.card) ?? [];
    if (same.length > 1) return out('card_in_rows', { rows: listed(same) });
    return {
      number,
      card,
      name: maskName(reader.name),
      reader,
      ...(await stateOf(looking, reader)),
    };
  };
  const rows: LookedRow[] = [];
  for (const row of read) rows.push(await lookAt(row));
  return { rows, ignored: head.ignored };
}
