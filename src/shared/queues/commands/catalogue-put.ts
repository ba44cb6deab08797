// Records of a catalogue come into the library: titles and copies that are new, and what the catalogue says of known ones.

import { planOf } from '../../catalogue/merge.ts';
import type { Plan } from '../../catalogue/merge.ts';
import { MOST_PUT_ROWS, cataloguePut } from '../../catalogue/record.ts';
import type { CatalogueRecord } from '../../catalogue/record.ts';
import { shelfKeys } from '../../library/shelf-keys.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { rightRefusal } from '../rights.ts';
import type { Run } from '../engine/run.ts';

async function placeRefusal(
  run: Run,
  records: readonly CatalogueRecord[],
): Promise<Refusal | null> {
  const homes = new Set(records.flatMap(({ copies }) => copies.map(({ home }) => home)));
  for (const home of homes) {
    const place = await run.world.get('place', home);
    if (place?.kind !== 'collection' || !place.active)
      return refuse('bad_input', { field: 'home', problem: 'unknown' });
  }
  const pattern = new RegExp(run.env.settings.policies.text('barcode.copy'), 'u');
  const misfit = records
    .flatMap(({ copies }) => copies)
    .find(({ barcode }) => !pattern.test(barcode));
  return misfit ? refuse('bad_barcode', { barcode: misfit.barcode }) : null;
}

async function takenRefusal(run: Run, { taken }: Plan, records: number): Promise<Refusal | null> {
  const [first] = taken;
  if (!first) return null;
  const other = await run.world.get('title', first.titleId);
  const { barcode } = first;
  return refuse('barcode_of_other_title', { barcode, title: other?.title ?? null, records });
}

function put(run: Run, { title, copies }: Plan): void {
  if (title.standing !== 'same') run.world.put('title', title.row);
  for (const copy of copies) if (copy.standing !== 'same') run.world.put('copy', copy.row);
}

/**
 * Carries out `catalogue.put` with `input.records` (`catalogue/record`), all of them or none: rows that would not change
 * are not written, so that a repeat writes nothing. Refuses `forbidden`, `bad_input`, `bad_barcode`, and
 * `barcode_of_other_title` where a copy of another title has the barcode.
 */
export async function putCatalogue(run: Run): Promise<Refusal | null> {
  const refused = rightRefusal(run, 'catalogue.put', 'administer');
  if (refused) return refused;
  const read = cataloguePut.safeParse(run.command.input);
  if (!read.success) {
    const issue = read.error.issues[0];
    return refuse('bad_input', { field: issue?.path.join('.') ?? 'records', problem: 'format' });
  }
  const { records } = read.data;
  const rows = records.reduce((sum, { copies }) => sum + 1 + copies.length, 0);
  if (rows > MOST_PUT_ROWS) return refuse('bad_input', { field: 'records', problem: 'too_long' });
  const misplaced = await placeRefusal(run, records);
  if (misplaced) return misplaced;
  const keys = shelfKeys(run.env.settings);
  for (const record of records) {
    const plan = await planOf(run.world, record, keys);
    const refused = await takenRefusal(run, plan, records.length);
    if (refused) return refused;
    put(run, plan);
  }
  return null;
}
