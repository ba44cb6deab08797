// Scans and search as the page asks for them.

import {
  eraseReaderAnswer,
  findReadersAnswer,
  givePinAnswer,
  revealAnswer,
} from '../../../shared/sync/entry.ts';
import { cleanCode, codeForms } from '../../../shared/library/barcodes.ts';
import type { RequestLine, ScanCard } from '../../../shared/desk-contract.ts';
import { maySee, seenBy } from '../auth/visible.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import { asPerson, commandBy } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import type { DetailSource } from '../queues/detail.ts';
import { linesById } from '../queues/lines.ts';
import { holdingsByBarcode, holdingsOfTitles } from '../search/holdings.ts';
import { openLoans, readerById, searchReaders } from '../search/readers.ts';
import { requestsByText } from '../search/requests.ts';
import { readScan, scanCard } from '../search/scan-card.ts';
import type { ScanAsk } from '../search/scan-card.ts';
import { mayServe } from '../search/scan-meanings.ts';
import { findTitles, searchTitles, titleById } from '../search/titles.ts';
import { lookingAs } from './looker.ts';

type Names =
  | 'scan.take'
  | 'scan.card'
  | 'search.titles'
  | 'search.readers'
  | 'search.all'
  | 'titles.detail'
  | 'readers.detail'
  | 'readers.givePin'
  | 'readers.erase'
  | 'readers.reveal';

/** Readers, and whose names were looked through. */
type FoundReaders = Awaited<ReturnType<typeof searchReaders>> & {
  names: 'all' | 'too_short' | 'away';
};

/** How many of each kind the palette shows. */
const FEW = 8;
/** Copies fill a page of their own. */
const COPIES = 50;
/** Whoever searches is shown what is here when the service takes longer (milliseconds). */
const FIND_MS = 3000;
const NONE: FoundReaders = { rows: [], count: { total: 0, more: false }, names: 'all' };

/** A task is shown to nobody whose it is not. */
function withRights(source: DetailSource, card: ScanCard): ScanCard {
  if (card.kind !== 'copy') return card;
  const tasks = card.tasks.filter(({ line }) => maySee(source.looker.actor, line.request));
  return { ...card, tasks };
}

/** Records that the copy was seen here, if it is one and the person may; then says what the code means. */
async function takeScan(
  context: DeskContext,
  commandId: string,
  ask: ScanAsk,
  scanned: string,
): Promise<ScanCard> {
  const who = context.session.person();
  if (!who.ok) return { kind: 'unknown', code: who.code, facts: who.facts };
  const source = lookingAs(context);
  const read = await readScan(source, ask);
  if ('card' in read || read.meaning.kind !== 'copy') {
    return withRights(source, await scanCard(source, ask));
  }
  const outcome = await commandBy(context, {
    id: commandId,
    type: 'copy.sighting',
    entity: read.meaning.id,
    input: { source: scanned },
  });
  const card = withRights(source, await scanCard(lookingAs(context), ask));
  if (card.kind !== 'copy') return card;
  if (outcome.ok) return { ...card, remarks: outcome.remarks };
  const { code, facts } = outcome;
  return code === 'forbidden' ? card : { ...card, remarks: [{ code, facts }] };
}

async function copiesOfCode(source: DetailSource, text: string) {
  for (const barcode of codeForms(cleanCode(text).toUpperCase())) {
    const copies = await holdingsByBarcode(source.reads, barcode, { limit: COPIES });
    if (copies.length > 0) return copies;
  }
  return [];
}

async function searchAll(source: DetailSource, text: string) {
  if (text.trim() === '') return { requests: [], copies: [], titles: [], readers: [] };
  const titles = await findTitles(source.reads, text, FEW);
  const readers = mayServe(source)
    ? (await searchReaders(source.reads, { text, limit: FEW }, (card) => source.env.cardHash(card)))
        .rows
    : [];
  return {
    requests: seenBy(
      source.looker.actor,
      await requestsByText(source.reads, text.trim(), source.looker.now, FEW),
    ),
    copies: await copiesOfCode(source, text),
    titles,
    readers,
  };
}

async function openOfTitle(source: DetailSource, titleId: string): Promise<RequestLine[]> {
  const open = await sqliteWorld(source.statements).list('openRequestsOfTitle', titleId);
  const lines = await linesById(
    source.reads,
    open.map((each) => each.id),
    source.looker.now,
  );
  return seenBy(source.looker.actor, lines);
}

async function readerDetail(source: DetailSource, readerId: string) {
  const reader = mayServe(source) ? await readerById(source.reads, readerId) : null;
  if (!reader) return null;
  const open = await sqliteWorld(source.statements).list('openRequestsOfReader', readerId);
  return {
    reader,
    open: await linesById(
      source.reads,
      open.map((each) => each.id),
      source.looker.now,
    ),
    loans: await openLoans(source.reads, readerId),
  };
}

/** The full text of a reader, once the looking is in the record; what is not here is asked of the service. */
async function reveal(
  context: DeskContext,
  ask: { commandId: string; readerId: string; requestId: string | null },
) {
  return asPerson(context, async ({ staff }) => {
    const outcome = await commandBy(context, {
      id: ask.commandId,
      type: 'reader.reveal',
      entity: ask.readerId,
      input: ask.requestId === null ? {} : { requestId: ask.requestId },
    });
    if (!outcome.ok) return outcome;
    const row = rowById(context.store.replica().statements, 'private', ask.readerId);
    if (row || context.store.joined() === null) {
      const { name = '', card = '', phone = '', email = '' } = row ?? {};
      return { ok: true as const, name, card, phone, email };
    }
    const body = { readerId: ask.readerId };
    const call = { method: 'POST', path: '/v1/reveal', body } as const;
    const told = await context.access.ask(staff.id, call, revealAnswer);
    return told.ok ? { ok: true as const, ...told.value } : told;
  });
}

/** A PIN is the service's to give, and is nowhere kept here. */
function givePin(context: DeskContext, { readerId }: { readerId: string }) {
  return asPerson(context, async ({ staff }) => {
    const call = { method: 'POST', path: '/v1/readers/pin', body: { readerId } } as const;
    const told = await context.access.ask(staff.id, call, givePinAnswer);
    return told.ok ? { ok: true as const, ...told.value } : told;
  });
}

/** Erasing is the service's; its rows arrive like everybody's. */
function erase(context: DeskContext, { readerId }: { readerId: string }) {
  return asPerson(context, async ({ staff }) => {
    const call = { method: 'POST', path: '/v1/readers/erase', body: { readerId } } as const;
    const told = await context.access.ask(staff.id, call, eraseReaderAnswer);
    return told.ok ? { ok: true as const, ...told.value } : told;
  });
}

/** Readers by card or by what names are here; by name also those whom only the service knows. */
async function findReaders(
  context: DeskContext,
  source: DetailSource,
  ask: { text: string; limit: number },
): Promise<FoundReaders> {
  const here = await searchReaders(source.reads, ask, (card) => source.env.cardHash(card));
  const name = ask.text.trim();
  const staffId = source.looker.actor.id;
  // Digits are no name; a desk alone has everybody's.
  if (context.store.joined() === null || /\d/u.test(name)) return { ...here, names: 'all' };
  // One letter would be half the library.
  if (name.length < 2) return { ...here, names: 'too_short' };
  if (!context.access.isOnline(staffId)) return { ...here, names: 'away' };
  const call = { method: 'POST', path: '/v1/readers/find', body: { name } } as const;
  const told = await context.access.ask(staffId, call, findReadersAnswer, FIND_MS);
  if (!told.ok) return { ...here, names: 'away' };
  const known = new Set(here.rows.map(({ id }) => id));
  const others = told.value.ids
    .filter((id) => !known.has(id))
    .flatMap((id) => rowById(source.statements, 'reader', id) ?? []);
  const rows = [...here.rows, ...others].slice(0, ask.limit);
  const total = here.count.total + others.length;
  return { rows, count: { total, more: here.count.more || total > rows.length }, names: 'all' };
}

/** Handlers of scans and search. */
export function searchHandlers(context: DeskContext): DeskHandlers<Names> {
  const source = () => lookingAs(context);
  return {
    'scan.take': ({ commandId, source: how, ...ask }) => takeScan(context, commandId, ask, how),
    'scan.card': async (ask) => withRights(source(), await scanCard(source(), ask)),
    'search.titles': async (ask) => searchTitles(source().reads, ask),
    'search.readers': async (ask) => {
      const from = source();
      return mayServe(from) ? findReaders(context, from, ask) : NONE;
    },
    'search.all': async ({ text }) => searchAll(source(), text),
    'titles.detail': async ({ titleId }) => {
      const from = source();
      const title = await titleById(from.reads, titleId);
      if (!title) return null;
      return {
        title,
        holdings: await holdingsOfTitles(from.reads, [titleId]),
        open: await openOfTitle(from, titleId),
      };
    },
    'readers.detail': async ({ readerId }) => readerDetail(source(), readerId),
    'readers.givePin': (ask) => givePin(context, ask),
    'readers.erase': (ask) => erase(context, ask),
    'readers.reveal': async (ask) => reveal(context, ask),
  };
}
