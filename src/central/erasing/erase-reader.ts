// Erasing one reader: rows and texts by commands, so that every process and desk hears of it; then the log's old images.

import type { Reader } from '../../shared/library/entities.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import { failure, hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { keysOf, unlinkRequest } from './unlink-request.ts';
import type { ErasedKey, ErasingParts } from './unlink-request.ts';
import { unlinkLentOf } from './unlink-loans.ts';
import { unlinkVoices } from './unlink-voices.ts';

/** What was erased: requests that lost their reader, images and texts that are gone. */
export interface Erased {
  requests: number;
  gone: number;
}

const PAGE = 2000;

/** Cards that became the reader's by a merge, one after the other: their rows still have a card's hash. */
async function mergedInto({ store }: ErasingParts, readerId: string): Promise<string[]> {
  const given = new Map<string, string[]>();
  for (let after = ''; ;) {
    const page = await store.reads.page('reader', after, PAGE);
    for (const { id, image } of page) {
      if (!image.includes('"mergedInto"')) continue;
      const { mergedInto: into } = JSON.parse(image) as Reader;
      if (into !== undefined) given.set(into, [...(given.get(into) ?? []), id]);
    }
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
  }
  const found = new Set([readerId]);
  for (const id of found) for (const card of given.get(id) ?? []) found.add(card);
  found.delete(readerId);
  return [...found];
}

/** Waiting and ready holds, which somebody still keeps a copy for. */
async function holdsOf({ lane }: ErasingParts, readerId: string): Promise<number> {
  return (await lane.look((world) => world.list('holdsOfReader', readerId))).length;
}

/** What an erasing before this one did not come to blank: old images that still name the reader. */
async function begunBefore(parts: ErasingParts, readerId: string): Promise<ErasedKey[]> {
  const { store, lane } = parts;
  const reader = await lane.look((world) => world.get('reader', readerId));
  if (!reader || reader.cardHash !== '') return [];
  const named = new Map<string, ErasedKey>();
  for (let after = 0; ;) {
    const rows = await store.reads.log(after, PAGE);
    for (const { kind, id, image } of rows) {
      if (image?.includes(JSON.stringify(readerId))) named.set(`${kind} ${id}`, { kind, id });
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.seq;
  }
  const keys = [...named.values()];
  // Rows around a request may name somebody without the reader's id: a card's hash, a proxy.
  for (const { id } of keys.filter(({ kind }) => kind === 'request')) {
    keys.push(...(await keysOf(parts, id)));
  }
  return keys;
}

/** Status of a refusal of the lane over HTTP. */
const STATUS: Record<string, number> = { forbidden: 403, not_found: 404 };

async function eraseRow(
  { lane, newId }: ErasingParts,
  readerId: string,
  actor: string,
): Promise<Failure | null> {
  const command = { id: newId(), actor, point: null, type: 'reader.erase', entity: readerId };
  const done = await lane.run({ ...command, expectHead: null, input: {} });
  if (hasFailed(done)) return done;
  if (isAccepted(done.code)) return null;
  return failure(STATUS[done.code] ?? 409, done.refusal ?? done.code, done.facts);
}

/** Erases the row of one card, and then what names it. */
async function eraseCard(
  parts: ErasingParts,
  readerId: string,
  actor: string,
): Promise<Erased | Failure> {
  const { store, lane } = parts;
  const before = await begunBefore(parts, readerId);
  const refused = await eraseRow(parts, readerId, actor);
  if (refused) return refused;
  // A reader who is signed in asks for nothing more.
  await store.auth.revokeOwner('reader', readerId);
  const keys: ErasedKey[] = [
    { kind: 'reader', id: readerId },
    { kind: 'private', id: readerId },
    ...before,
  ];
  const requests = await lane.look((world) => world.list('requestsOfReader', readerId));
  for (const { id } of requests) {
    const unlinked = await unlinkRequest(parts, id);
    if (hasFailed(unlinked)) return unlinked;
    keys.push(...unlinked);
  }
  const lent = await unlinkLentOf(parts, readerId);
  if (hasFailed(lent)) return lent;
  const said = await unlinkVoices(parts, readerId);
  if (hasFailed(said)) return said;
  const gone = await store.eraseImages([...keys, ...lent, ...said]);
  return { requests: requests.length, gone };
}

/**
 * Erases a reader, for an administrator or `system` at the console, with every card that was merged into theirs. Refused
 * as `reader_busy` while a request, a loan or a hold of theirs is open. One that was stopped half-way is done again by the
 * reader's id.
 */
export async function eraseReader(
  parts: ErasingParts,
  readerId: string,
  actor: string,
): Promise<Erased | Failure> {
  const holds = await holdsOf(parts, readerId);
  if (holds > 0) return failure(409, 'reader_busy', { requests: 0, loans: 0, holds });
  const sum: Erased = { requests: 0, gone: 0 };
  // Whatever is open moved with the merge: only the reader's own card can be refused.
  for (const card of [readerId, ...(await mergedInto(parts, readerId))]) {
    const erased = await eraseCard(parts, card, actor);
    if (hasFailed(erased)) return erased;
    sum.requests += erased.requests;
    sum.gone += erased.gone;
  }
  return sum;
}
