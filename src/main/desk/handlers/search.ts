// Scans and search as the page asks for them.

import { scanReadings } from '../../../shared/devices/scan-meaning.ts';
import { cleanCode } from '../../../shared/library/barcodes.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
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
import { scanCard } from '../search/scan-card.ts';
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
  | 'readers.reveal';

/** How many of each kind the palette shows. */
const FEW = 8;
/** Copies fill a page of their own. */
const COPIES = 50;
const NONE = { rows: [], count: { total: 0, more: false } };

/** Readers are for whoever serves them. */
function mayServe(source: DetailSource): boolean {
  return mayDo('reader.reveal', source.looker.actor);
}

/** A reader is shown to nobody who serves none, a task to nobody whose it is not. */
function withRights(source: DetailSource, card: ScanCard): ScanCard {
  if (card.kind === 'copy') {
    const tasks = card.tasks.filter(({ line }) => maySee(source.looker.actor, line.request));
    return { ...card, tasks };
  }
  if (card.kind !== 'reader' || mayServe(source)) return card;
  return { kind: 'unknown', code: 'card_not_yours', facts: {} };
}

/** Records that the copy was seen here, if it is one and the person may; then says what the code means. */
async function takeScan(
  context: DeskContext,
  commandId: string,
  text: string,
  scanned: string,
): Promise<ScanCard> {
  const who = context.session.person();
  if (!who.ok) return { kind: 'unknown', code: who.code, facts: who.facts };
  const source = lookingAs(context);
  const barcode = scanReadings(text, source.env.settings.policies).find(
    (each) => each.kind === 'copy',
  );
  const [holding] = barcode ? await holdingsByBarcode(source.reads, barcode.barcode, null) : [];
  if (!holding) return withRights(source, await scanCard(source, text));
  const outcome = await commandBy(context, {
    id: commandId,
    type: 'copy.sighting',
    entity: holding.copy.id,
    input: { source: scanned },
  });
  const card = withRights(source, await scanCard(lookingAs(context), text));
  if (card.kind !== 'copy') return card;
  if (outcome.ok) return { ...card, remarks: outcome.remarks };
  const { code, facts } = outcome;
  return code === 'forbidden' ? card : { ...card, remarks: [{ code, facts }] };
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
    copies: await holdingsByBarcode(source.reads, cleanCode(text).toUpperCase(), { limit: COPIES }),
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

/** The full text of a reader, once the looking is in the record. */
async function reveal(
  context: DeskContext,
  ask: { commandId: string; readerId: string; requestId: string | null },
) {
  return asPerson(context, async () => {
    const outcome = await commandBy(context, {
      id: ask.commandId,
      type: 'reader.reveal',
      entity: ask.readerId,
      input: ask.requestId === null ? {} : { requestId: ask.requestId },
    });
    if (!outcome.ok) return outcome;
    const row = rowById(context.store.replica().statements, 'private', ask.readerId);
    return {
      ok: true as const,
      name: row?.name ?? '',
      card: row?.card ?? '',
      phone: row?.phone ?? '',
      email: row?.email ?? '',
    };
  });
}

/** Handlers of scans and search. */
export function searchHandlers(context: DeskContext): DeskHandlers<Names> {
  const source = () => lookingAs(context);
  return {
    'scan.take': ({ commandId, text, source: how }) => takeScan(context, commandId, text, how),
    'scan.card': async ({ text }) => withRights(source(), await scanCard(source(), text)),
    'search.titles': async (ask) => searchTitles(source().reads, ask),
    'search.readers': async (ask) => {
      const from = source();
      return mayServe(from)
        ? searchReaders(from.reads, ask, (card) => from.env.cardHash(card))
        : NONE;
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
    'readers.reveal': async (ask) => reveal(context, ask),
  };
}
