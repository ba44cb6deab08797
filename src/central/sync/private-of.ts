// Which private texts go with rows of the log: those of requests that are open and concern the desk's campus.

import type { Request } from '../../shared/queues/request.ts';
import { holdsText } from '../../shared/sync/holds-text.ts';
import type { LogRow, PrivateText } from '../../shared/sync/protocol.ts';
import { rowOf } from '../lane/stored.ts';
import type { StoreReads } from '../store/port.ts';

type Reads = Pick<StoreReads, 'rows' | 'texts' | 'textsOf'>;

/** A text with the request that decides which desks may hold it. */
export interface Guarded {
  text: PrivateText;
  request: Request;
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

/** Texts of the requests that rows of the log changed; each row of a request's record comes with the request itself. */
export async function textsOfRows(reads: Reads, rows: readonly LogRow[]): Promise<Guarded[]> {
  const ids = new Set(rows.flatMap(({ kind, id }) => (kind === 'request' ? [id] : [])));
  if (ids.size === 0) return [];
  const stored = await reads.rows([...ids].map((id) => ({ kind: 'request', id })));
  const requests = stored.flatMap(({ image }) => rowOf('request', image, undefined) ?? []);
  return textsOfRequests(reads, requests);
}

/** What a desk of a campus may hold of them. */
export function forCampus(guarded: readonly Guarded[], campus: string): PrivateText[] {
  return guarded.flatMap(({ text, request }) => (holdsText(campus, request) ? [text] : []));
}
