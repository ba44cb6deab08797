// What circulation's commands name: the reader by card or id, the copy by its scan, the reason for which a rule is passed.

import { refuse } from '../lib/result.ts';
import type { Refusal } from '../lib/result.ts';
import type { Copy, Place, Reader } from '../library/entities.ts';
import { isReason } from '../library/reasons.ts';
import { textOf } from '../queues/parts/input.ts';
import type { Run } from '../queues/engine/run.ts';
import { mergedReader, readerOfCard } from './readers/reader-standing.ts';

/** Whether something is a refusal and no row. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

/** Where the person stands: what happens to a copy in a hand happens somewhere. */
export function pointOf(run: Run, action: string): Place | Refusal {
  return run.point ?? refuse('wrong_place', { action, standing: 'campus', at: null, needs: null });
}

/** The reader of a card by the hash that a desk sent beside a reader whom only that desk knew. */
async function ofSentHash(run: Run): Promise<Reader | undefined> {
  const hash = textOf(run.command.input, 'cardHash');
  return hash === '' ? undefined : readerOfCard(run.world, hash);
}

/**
 * The reader of `card` or `readerId`; of a merged card the reader that it was merged into. A reader whom two desks
 * registered is one: where the id is unknown, the card counts (`cardHash`).
 */
export async function readerOf(run: Run): Promise<Reader | Refusal> {
  const { input } = run.command;
  const card = textOf(input, 'card');
  if (card !== '') {
    const found = await readerOfCard(run.world, run.env.cardHash(card));
    return found ?? refuse('unknown_card');
  }
  const id = textOf(input, 'readerId');
  if (id === '') return refuse('missing_input', { field: 'card' });
  const reader = await run.world.get('reader', id);
  if (reader) return mergedReader(run.world, reader);
  return (await ofSentHash(run)) ?? refuse('not_found', { kind: 'reader' });
}

/** The copy whose barcode was scanned; of several with one barcode the one that the command is about, else one in use. */
export async function scannedCopy(run: Run): Promise<Copy | Refusal> {
  const barcode = textOf(run.command.input, 'scan');
  if (barcode === '') return refuse('missing_input', { field: 'scan' });
  const copies = await run.world.list('copyByBarcode', barcode);
  const copy =
    copies.find(({ id }) => id === run.command.entity) ??
    copies.find(({ status }) => status !== 'withdrawn') ??
    copies[0];
  return copy ?? refuse('unknown_barcode', { barcode });
}

/** A reason code, one of `among` where only some fit, and words where the reason alone says nothing. */
export function reasonRefusal(run: Run, among?: readonly string[]): Refusal | null {
  const reason = textOf(run.command.input, 'reason');
  if (reason === '') return refuse('missing_input', { field: 'reason' });
  if (!isReason(reason) || among?.includes(reason) === false)
    return refuse('bad_input', { field: 'reason', problem: 'options' });
  const worded = reason !== 'other' || textOf(run.command.input, 'note') !== '';
  return worded ? null : refuse('note_required', { field: 'note' });
}

/** A row's id that is taken is not written over. */
export async function takenRefusal(run: Run, kind: 'loan' | 'hold'): Promise<Refusal | null> {
  const { entity } = run.command;
  return (await run.world.get(kind, entity)) ? refuse('bad_command', { problem: 'entity' }) : null;
}
