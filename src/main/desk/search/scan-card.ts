// What a scanned or typed code is, and what to do with it now: the copy card, a reader, titles of an ISBN, a place.

import type { ScanCard } from '../../../shared/desk-contract.ts';
import { scanReadings } from '../../../shared/devices/scan-meaning.ts';
import type { ScanReading } from '../../../shared/devices/scan-meaning.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import { decide } from '../../../shared/queues/decide.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { sqliteWorld } from '../db/world.ts';
import { actionViews } from '../queues/action-view.ts';
import type { DetailSource } from '../queues/detail.ts';
import { linesById } from '../queues/lines.ts';
import { contextFor, definitionOfQueue } from '../queues/looking.ts';
import { holdingsByBarcode } from './holdings.ts';
import type { HoldingView } from './holdings.ts';
import { readerByCard } from './readers.ts';
import { findTitles, titleById } from './titles.ts';

/** Editions that may share an ISBN. */
const MOST_TITLES = 20;

type CopyCard = Extract<ScanCard, { kind: 'copy' }>;
type Task = CopyCard['tasks'][number];

/** Refusals that only say that the form is not filled in yet: the step itself is the right one. */
const UNFILLED = new Set([
  'missing_input',
  'bad_input',
  'note_required',
  'unknown_card',
  'wrong_card',
]);

/** Whether scanning this copy is evidence for the action, as far as can be said before its form is filled. */
async function wouldDo(
  source: DetailSource,
  request: Request,
  action: Task['actions'][number],
  barcode: string,
): Promise<boolean> {
  const definition = definitionOfQueue(request.queue);
  const field = Object.entries(definition.actions[action.action]?.input ?? {}).find(
    ([, spec]) => spec.kind === 'scan',
  )?.[0];
  if (field === undefined) return false;
  const input = { ...action.prefill, [field]: barcode, source: 'wedge' };
  const context = await contextFor(source.statements, source.env, source.looker, {
    queue: request.queue,
    request,
    action: action.action,
    input,
  });
  const verdict = decide(definition, request, action.action, input, context);
  return verdict.ok || UNFILLED.has(verdict.code);
}

/** Whoever has the copy in its hands comes first, then the order of asking; a follower's turn has not come. */
function inTurn(tasks: Task[]): Task[] {
  const rank = ({ line: { request } }: Task) => (request.leaderId === null ? 0 : 1);
  return tasks.toSorted((a, b) => rank(a) - rank(b));
}

async function nextStep(
  source: DetailSource,
  tasks: Task[],
  barcode: string,
): Promise<CopyCard['next']> {
  for (const { line, actions } of inTurn(tasks)) {
    for (const action of actions.filter((each) => each.scan)) {
      if (await wouldDo(source, line.request, action, barcode)) {
        return { requestId: line.request.id, action: action.action };
      }
    }
  }
  return null;
}

async function tasksOf(source: DetailSource, copyId: string): Promise<Task[]> {
  const { statements, env, looker, reads } = source;
  const open = await sqliteWorld(statements).list('openRequestsOfCopy', copyId);
  const lines = await linesById(
    reads,
    open.map((request) => request.id),
    looker.now,
  );
  return Promise.all(
    lines.map(async (line) => {
      const { request } = line;
      const context = await contextFor(statements, env, looker, { queue: request.queue, request });
      return {
        line,
        actions: actionViews(statements, definitionOfQueue(request.queue), request, context),
      };
    }),
  );
}

async function copyCard(source: DetailSource, holding: HoldingView): Promise<CopyCard | null> {
  const title = await titleById(source.reads, holding.copy.titleId);
  if (!title) return null;
  const tasks = await tasksOf(source, holding.copy.id);
  return {
    kind: 'copy',
    holding,
    title,
    home: source.env.settings.place(holding.copy.home) ?? null,
    tasks,
    next: await nextStep(source, tasks, holding.copy.barcode),
    remarks: [],
  };
}

async function readerCard(source: DetailSource, card: string): Promise<ScanCard | null> {
  const reader = await readerByCard(source.reads, source.env.cardHash(card));
  if (!reader) return null;
  const open = await sqliteWorld(source.statements).list('openRequestsOfReader', reader.id);
  const lines = await linesById(
    source.reads,
    open.map((request) => request.id),
    source.looker.now,
  );
  return { kind: 'reader', reader, open: lines };
}

async function cardOf(source: DetailSource, reading: ScanReading): Promise<ScanCard | null> {
  switch (reading.kind) {
    case 'copy': {
      const [holding] = await holdingsByBarcode(source.reads, reading.barcode, null);
      return holding ? copyCard(source, holding) : null;
    }
    case 'card':
      return readerCard(source, reading.card);
    case 'isbn': {
      const titles = await findTitles(source.reads, reading.isbn, MOST_TITLES);
      return titles.length > 0 ? { kind: 'title', titles, isbn: reading.isbn } : null;
    }
    default: {
      const place = source.env.settings.placeByCode(reading.code);
      return place ? { kind: 'place', place } : null;
    }
  }
}

/** Why a code means nothing here, by the likeliest reading of it. */
function unknownOf(reading: ScanReading | undefined, text: string): ScanCard {
  const unknown = (code: string, facts: Facts): ScanCard => ({ kind: 'unknown', code, facts });
  if (reading?.kind === 'crate' || reading?.kind === 'bag') {
    return unknown(`${reading.kind}_code`, { code: reading.code });
  }
  if (reading?.kind === 'card') return unknown('unknown_card', {});
  if (reading?.kind === 'isbn') return unknown('unknown_isbn', { isbn: reading.isbn });
  return unknown('unknown_barcode', { barcode: text });
}

/** What the text is. The first reading that a row answers wins; the readings come likeliest first. */
export async function scanCard(source: DetailSource, text: string): Promise<ScanCard> {
  const readings = scanReadings(text, source.env.settings.policies);
  for (const reading of readings) {
    const card = await cardOf(source, reading);
    if (card) return card;
  }
  return unknownOf(readings[0], text);
}
