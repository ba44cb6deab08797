// Which private texts go with rows of the log: those of requests that are open and concern the desk's campus, and of what
// readers say while it waits or is shown.

import type { Request } from '../../shared/queues/request.ts';
import { VOICE_KINDS, holdsText, holdsVoice, isVoice } from '../../shared/sync/holds-text.ts';
import type { VoiceKind } from '../../shared/sync/holds-text.ts';
import type { LogRow, PrivateText } from '../../shared/sync/protocol.ts';
import { rowOf } from '../lane/stored.ts';
import type { StoreReads, StoredRow } from '../store/port.ts';

type Reads = Pick<StoreReads, 'rows' | 'texts' | 'textsOf'>;

/** A text with the request that decides which desks may hold it; null where every desk may. */
export interface Guarded {
  text: PrivateText;
  request: Request | null;
}

/** Texts of open requests and of their readers. A reader's text is `of` the request for which it is held. */
export async function textsOfRequests(
  reads: Reads,
  requests: readonly Request[],
): Promise<Guarded[]> {
  const open = requests.filter(({ endedOn }) => endedOn === null);
  if (open.length === 0) return [];
  const byId = new Map(open.map((request) => [request.id, request]));
  const own = await reads.textsOf([...byId.keys()]);
  const readerIds = [...new Set(open.flatMap(({ readerId }) => readerId ?? []))];
  const people = await reads.texts(readerIds.map((id) => ({ kind: 'private', id })));
  const person = new Map(people.map((text) => [text.id, text]));
  const guarded = own.flatMap((text) => {
    const request = byId.get(text.of);
    return request ? [{ text, request }] : [];
  });
  const contacts = open.flatMap((request) => {
    const text = request.readerId === null ? undefined : person.get(request.readerId);
    return text ? [{ text: { ...text, of: request.id }, request }] : [];
  });
  return [...guarded, ...contacts];
}

/** What stored rows of what readers say hold in text that every desk may have. */
export async function textsOfVoices(
  reads: Pick<Reads, 'texts'>,
  kind: VoiceKind,
  stored: readonly StoredRow[],
): Promise<PrivateText[]> {
  const held = stored.filter(({ image }) => {
    const row = rowOf(kind, image, undefined);
    return row !== undefined && isVoice(kind, row) && holdsVoice(kind, row);
  });
  if (held.length === 0) return [];
  return reads.texts(held.map(({ id }) => ({ kind, id })));
}

async function voicesOfRows(reads: Reads, rows: readonly LogRow[]): Promise<Guarded[]> {
  const texts: PrivateText[] = [];
  for (const kind of VOICE_KINDS) {
    const ids = new Set(rows.flatMap((row) => (row.kind === kind ? [row.id] : [])));
    if (ids.size === 0) continue;
    const stored = await reads.rows([...ids].map((id) => ({ kind, id })));
    texts.push(...(await textsOfVoices(reads, kind, stored)));
  }
  return texts.map((text) => ({ text, request: null }));
}

/** Texts of the requests that rows of the log changed, and of what readers said; each row of a request's record comes with the request itself. */
export async function textsOfRows(reads: Reads, rows: readonly LogRow[]): Promise<Guarded[]> {
  const voices = await voicesOfRows(reads, rows);
  const ids = new Set(rows.flatMap(({ kind, id }) => (kind === 'request' ? [id] : [])));
  if (ids.size === 0) return voices;
  const stored = await reads.rows([...ids].map((id) => ({ kind: 'request', id })));
  const requests = stored.flatMap(({ image }) => rowOf('request', image, undefined) ?? []);
  return [...(await textsOfRequests(reads, requests)), ...voices];
}

/** What a desk of a campus may hold of them. */
export function forCampus(guarded: readonly Guarded[], campus: string): PrivateText[] {
  return guarded.flatMap(({ text, request }) =>
    request === null || holdsText(campus, request) ? [text] : [],
  );
}
