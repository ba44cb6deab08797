// One pass through a file: what it comes to on the rows as they are, and, with an importer, the commands that put it in.

import { planOf } from '../../../shared/catalogue/merge.ts';
import type { Plan } from '../../../shared/catalogue/merge.ts';
import type { ReadingOptions } from '../../../shared/catalogue/options.ts';
import { problem } from '../../../shared/catalogue/problem.ts';
import type { CatalogueRecord } from '../../../shared/catalogue/record.ts';
import type { FileKind } from '../../../shared/catalogue/sniff.ts';
import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { World } from '../../../shared/queues/world/world.ts';
import { sha256 } from '../../../node/env.ts';
import { sqliteWorld } from '../db/world.ts';
import { createBatches } from './batches.ts';
import { collectionFinder } from './collections.ts';
import type { ImportParts } from './imports.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';
import { walkFile } from './walk-file.ts';
import type { Slice, WalkedRecord } from './walk-file.ts';

/** Who said that a file shall be put in, and where they stood. */
export interface Importer {
  actor: string;
  point: string;
}

/** What is passed through. */
export interface Passing {
  path: string;
  kind: FileKind | null;
  options: ReadingOptions;
  /** Id of the import: what its commands are about. */
  id: string;
  /** Null where it is only looked through. */
  importer: Importer | null;
}

/** What a pass tells on the way. */
export interface Listener {
  isCancelled(): boolean;
  onSlice(bytes: number, tally: Tally, written: number): void;
}

/** The record without the copies whose barcodes belong elsewhere; null where nothing is left of it. */
async function withoutTaken(
  world: Pick<World, 'get'>,
  walked: WalkedRecord,
  record: CatalogueRecord,
  { taken }: Plan,
): Promise<CatalogueRecord | null> {
  for (const { barcode, titleId } of taken) {
    const other = await world.get('title', titleId);
    walked.problems.push(
      problem('barcode_of_other_title', { barcode, title: other?.title ?? titleId }),
    );
  }
  const gone = new Set(taken.map(({ barcode }) => barcode));
  const copies = record.copies.filter(({ barcode }) => !gone.has(barcode));
  return walked.wantsCopies && copies.length === 0 ? null : { ...record, copies };
}

/** Passes through a file. Refused: `import_empty`, `import_no_title`, and whatever a command is refused with. */
export async function runPass(
  parts: ImportParts,
  { path, kind, options, id, importer }: Passing,
  { isCancelled, onSlice }: Listener,
): Promise<Refusal | null> {
  if (!kind) return refuse('import_gone');
  const { store, executor, newId, pause } = parts;
  const settings = store.settings();
  const keys = shelfKeys(settings);
  const by = {
    barcode: new RegExp(settings.policies.text('barcode.copy'), 'u'),
    collectionOf: collectionFinder(store.replica().statements, options),
    sha256,
  };
  const tally = createTally();
  const batches = createBatches();
  let written = 0;

  const send = async (records: CatalogueRecord[]): Promise<Refusal | null> => {
    if (!importer) return null;
    const outcome = await executor.run({
      id: newId(),
      ...importer,
      type: 'catalogue.put',
      entity: id,
      expectHead: null,
      input: { records },
    });
    if (!outcome.ok) return outcome;
    written += records.reduce((sum, { copies }) => sum + 1 + copies.length, 0);
    return null;
  };
  const sendAll = async (full: CatalogueRecord[][]): Promise<Refusal | null> => {
    for (const records of full) {
      const refused = await send(records);
      if (refused) return refused;
    }
    return null;
  };
  const take = async (walked: WalkedRecord, world: World): Promise<Refusal | null> => {
    const first = walked.record && (await planOf(world, walked.record, keys));
    const isClean = first !== null && first.taken.length === 0;
    const record =
      isClean || !walked.record || !first
        ? walked.record
        : await withoutTaken(world, walked, walked.record, first);
    tally.add(walked, record && first);
    return record && first ? sendAll(batches.add(record, first)) : null;
  };
  const takeSlice = async ({ records, head }: Slice): Promise<Refusal | null> => {
    if (head && !head.hasTitle) return refuse('import_no_title');
    if (head) tally.ignore(head.ignored);
    const world = sqliteWorld(store.replica().statements);
    for (const walked of records) {
      const refused = await take(walked, world);
      if (refused) return refused;
    }
    return null;
  };

  for await (const slice of walkFile(path, kind, options, by)) {
    if (isCancelled()) return null;
    const refused = await takeSlice(slice);
    if (refused) return refused;
    onSlice(slice.read, tally, written);
    await pause();
  }
  const refused = await sendAll(batches.rest());
  onSlice(0, tally, written);
  if (refused) return refused;
  return tally.found().records === 0 ? refuse('import_empty') : null;
}
