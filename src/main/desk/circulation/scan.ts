// A scan on the page of circulation: a copy, a reader's card, a place of the hold shelf, or why it is none of them.

import type * as z from 'zod';
import type { lendTake } from '../../../shared/desk-contract/circulation-views.ts';
import type { ScanPick } from '../../../shared/desk-contract.ts';
import type { Copy, Place, Reader } from '../../../shared/library/entities.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { StoredOutcome } from '../outbox/placed.ts';
import { lookingAs } from '../handlers/looker.ts';
import { actorOf } from '../desk-context.ts';
import type { DeskContext } from '../desk-context.ts';
import { rowById } from '../db/statements.ts';
import { readScan } from '../search/scan-card.ts';
import { lineOf } from './books.ts';

/** A scan as the page hands it over. */
export interface ScanAsked {
  commandId: string;
  text: string;
  source: string;
  aim?: string | null | undefined;
  pick?: ScanPick | undefined;
}

/** What every scan may come to that is no deed. */
export type Nothing = Extract<
  z.output<typeof lendTake>,
  { kind: 'choice' | 'unknown' | 'refused' }
>;

/** What was scanned. */
export type Scanned =
  | { is: 'copy'; copy: Copy; status: string; dueOn: string | null }
  | { is: 'reader'; reader: Reader }
  | { is: 'place'; place: Place }
  | { is: 'nothing'; take: Nothing };

/** Reads a scan; fails for nobody signed in. */
export async function scannedOf(context: DeskContext, ask: ScanAsked): Promise<Scanned> {
  const read = await readScan(lookingAs(context), ask);
  if ('card' in read) {
    const { card } = read;
    if (card.kind === 'choice') return { is: 'nothing', take: card };
    const { code, facts } =
      card.kind === 'unknown' ? card : { code: 'unknown_barcode', facts: { barcode: ask.text } };
    return { is: 'nothing', take: { kind: 'unknown', code, facts } };
  }
  const { meaning } = read;
  switch (meaning.kind) {
    case 'copy': {
      const { copy, status, dueOn } = meaning.holding;
      return { is: 'copy', copy, status, dueOn };
    }
    case 'reader':
      return { is: 'reader', reader: meaning.reader };
    case 'place':
      return { is: 'place', place: meaning.place };
    default: {
      const facts = { isbn: meaning.id };
      return { is: 'nothing', take: { kind: 'unknown', code: 'isbn_no_copy', facts } };
    }
  }
}

/** A refused deed with its book, and whether this person may do it all the same. */
export function refusedTake(
  context: DeskContext,
  copy: Copy,
  { code, facts }: Refusal,
  mayOverride: boolean,
): Extract<Nothing, { kind: 'refused' }> {
  const book = lineOf(context.store.replica().statements, copy);
  return { kind: 'refused', book, refusal: { ok: false, code, facts }, mayOverride };
}

/** What a scan of another sort than the tab's says. */
export function unfitTake(scanned: Exclude<Scanned, { is: 'nothing' | 'copy' }>): Nothing {
  const facts = scanned.is === 'place' ? { place: scanned.place.code } : {};
  const code = scanned.is === 'place' ? 'place_scanned' : 'card_scanned';
  return { kind: 'unknown', code, facts };
}

/** The command as the person who is signed in gives it, with the scan that it rests on. */
export function runScan(
  context: DeskContext,
  command: { id: string; type: string; entity: string; input: Record<string, unknown> },
): Promise<StoredOutcome> {
  const { staff, point } = context.session.must();
  context.session.touch();
  return context.executor.run({
    ...command,
    expectHead: null,
    actor: staff.id,
    point: point.id,
  });
}

/**
 * A reader as a command names one: by id, and by the card's hash, for a reader who was registered here without a
 * connection may have been registered elsewhere first.
 */
export function namedReader({ store }: DeskContext, readerId: string) {
  const { cardHash = '' } = rowById(store.replica().statements, 'reader', readerId) ?? {};
  return { readerId, ...(cardHash === '' ? {} : { cardHash }) };
}

/** The person as rights see them. */
export function actorHere(context: DeskContext) {
  return actorOf(context, context.session.must());
}

/** Whether the desk has joined a service that it cannot reach now: what is done is marked. */
export function isOffline({ store, central }: DeskContext): boolean {
  if (store.joined() === null) return false;
  const { shown } = central.engine.state();
  return shown === 'offline' || shown === 'stopped' || shown === 'joining';
}
