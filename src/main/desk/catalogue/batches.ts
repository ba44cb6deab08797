// Gathers records into commands that are small enough to travel: so many records, rows and bytes, and no more.

import type { Plan } from '../../../shared/catalogue/merge.ts';
import { MOST_PUT_ROWS } from '../../../shared/catalogue/record.ts';
import type { CatalogueRecord } from '../../../shared/catalogue/record.ts';

/** Records of a command, half of what it may have: nobody at the desk shall wait for one. */
const RECORDS_AT_ONCE = 100;
/** Characters of a command's input; a push of several stays below what the service takes. */
const MOST_CHARACTERS = 200_000;

/** Records that wait for their command. */
export interface Batches {
  /** Adds what of a record would change something; gives the batches that are full. */
  add(record: CatalogueRecord, plan: Plan): CatalogueRecord[][];
  /** What is left. */
  rest(): CatalogueRecord[][];
}

/** What would change: the description where it does, copies that are new or described otherwise. */
function changing(record: CatalogueRecord, { title, copies }: Plan): CatalogueRecord | null {
  const wanted = new Set(
    copies.filter(({ standing }) => standing !== 'same').map(({ row }) => row.barcode),
  );
  if (title.standing === 'same' && wanted.size === 0) return null;
  return { ...record, copies: record.copies.filter(({ barcode }) => wanted.has(barcode)) };
}

/** A title with more copies than one command takes, as several records. */
function split(record: CatalogueRecord): CatalogueRecord[] {
  const most = MOST_PUT_ROWS - 1;
  const parts = [{ ...record, copies: record.copies.slice(0, most) }];
  for (let at = most; at < record.copies.length; at += most) {
    parts.push({ ...record, describes: false, copies: record.copies.slice(at, at + most) });
  }
  return parts;
}

/** Makes an empty gathering. */
export function createBatches(): Batches {
  let batch: CatalogueRecord[] = [];
  let rows = 0;
  let characters = 0;
  const take = (): CatalogueRecord[][] => {
    const full = batch;
    [batch, rows, characters] = [[], 0, 0];
    return full.length === 0 ? [] : [full];
  };
  const addOne = (record: CatalogueRecord): CatalogueRecord[][] => {
    const size = JSON.stringify(record).length;
    const more = 1 + record.copies.length;
    const isFull =
      batch.length >= RECORDS_AT_ONCE ||
      rows + more > MOST_PUT_ROWS ||
      characters + size > MOST_CHARACTERS;
    const full = isFull ? take() : [];
    batch.push(record);
    rows += more;
    characters += size;
    return full;
  };
  return {
    add(record, plan) {
      const changed = changing(record, plan);
      return changed === null ? [] : split(changed).flatMap(addOne);
    },
    rest: take,
  };
}
