// A row as the service keeps it: its public image with digest, its private text apart, and the lists in which it stands.

import { sha256 } from '../../node/env.ts';
import { isReminded } from '../../shared/circulation/notices/reminders.ts';
import type { PrivateRow } from '../../shared/library/entities.ts';
import { linkedSince } from '../../shared/circulation/loans/loan-unlink.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { listKeysOf } from '../../shared/queues/world/list-keys.ts';
import type { Request } from '../../shared/queues/request.ts';
import type { Kind, Kinds, Settings } from '../../shared/queues/world/world.ts';
import { canonicalJson } from '../../shared/sync/image.ts';
import { putTogether, takeApart } from '../../shared/sync/private-text.ts';
import type { PrivateText } from '../../shared/sync/protocol.ts';
import type { Listing, StoredRow } from '../store/port.ts';

/** Key in the list `timer` of an open request that no timer waits for: after every instant. */
export const NEVER = '9999';

/** Key in the list `reminder` of a row that was just written: before every instant, so that the next round looks. */
export const FRESH = '0';

/** A row apart, as the store takes it. */
export interface Parts {
  stored: StoredRow;
  text: PrivateText | null;
}

/** The request that decides which desks may hold a row's text; where there is none, and of a ticket, the row itself. */
export function ownerOf(row: Kinds[Kind]): string {
  const { requestId, kind } = row as { requestId?: string | null; kind?: string };
  return typeof requestId === 'string' && kind !== 'feedback' ? requestId : row.id;
}

/** A reader's full name is private text as a whole. */
function apart<K extends Kind>(kind: K, row: Kinds[K]) {
  if (kind !== 'private') return takeApart(kind, row);
  return { open: { id: row.id, ver: row.ver }, text: row as unknown as Record<string, unknown> };
}

/** Takes a row apart. */
export function partsOf<K extends Kind>(kind: K, row: Kinds[K]): Parts {
  const { open, text } = apart(kind, row);
  const image = canonicalJson(open);
  const { id, ver } = row;
  return {
    stored: { kind, id, ver, image, digest: sha256(image) },
    text: text === null ? null : { kind, id, ver, of: ownerOf(row), text },
  };
}

/** Puts a stored row together again; undefined where its image was erased. */
export function rowOf<K extends Kind>(
  kind: K,
  image: string,
  text: PrivateText | undefined,
): Kinds[K] | undefined {
  if (image === '') return undefined;
  if (kind === 'private') return text?.text as PrivateRow | undefined as Kinds[K] | undefined;
  const open = JSON.parse(image) as Kinds[K];
  return text === undefined ? open : putTogether(kind, open, text.text);
}

/** Where an open request stands in the list `timer`; null for an ended one. */
export function timerKey(request: Request, settings: Settings): string | null {
  if (request.endedOn !== null) return null;
  const due = QUEUES[request.queue].due?.(request, settings.policies, settings.calendars) ?? null;
  return due?.at ?? NEVER;
}

/** Every list in which a row stands; `settings` say when the timer of a request is due, and are asked for nothing else. */
export function listingsOf<K extends Kind>(
  kind: K,
  row: Kinds[K],
  settings: (() => Settings) | null,
): Listing[] {
  const { id } = row;
  const listings: Listing[] = listKeysOf(kind, row).map((each) => ({ ...each, kind, id }));
  const timer = kind === 'request' && settings ? timerKey(row as Request, settings()) : null;
  if (timer !== null) listings.push({ list: 'timer', key: timer, kind, id });
  const since = linkedSince(kind, row);
  if (since !== null) listings.push({ list: 'linked', key: since, kind, id });
  if (isReminded(kind, row)) listings.push({ list: 'reminder', key: FRESH, kind, id });
  return listings;
}
