// What a scanned or typed code is, and what to do with it now: the copy card, a reader, titles of an ISBN, a place.

import type { ScanCard, ScanPick } from '../../../shared/desk-contract.ts';
import { cleanCode, LONGEST_CODE } from '../../../shared/library/barcodes.ts';
import { scanReadings } from '../../../shared/devices/scan-meaning.ts';
import type { ScanReading } from '../../../shared/devices/scan-meaning.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import type { Copy, Reader } from '../../../shared/library/entities.ts';
import { decide } from '../../../shared/queues/engine/decide.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { sqliteWorld } from '../db/world.ts';
import { actionViews } from '../queues/action-view.ts';
import type { DetailSource } from '../queues/detail.ts';
import { linesById } from '../queues/lines.ts';
import { contextFor, definitionOfQueue } from '../queues/looking.ts';
import { deedsHere, usesOf } from './copy-uses.ts';
import type { HoldingView } from './holdings.ts';
import { mayServe, meaningsOf, pickedOf, toldMeanings } from './scan-meanings.ts';
import type { Meaning } from './scan-meanings.ts';
import { titleById } from './titles.ts';

type CopyCard = Extract<ScanCard, { kind: 'copy' }>;
type Task = CopyCard['tasks'][number];

/** Live statuses of a copy that a reader or a request has. */
const HELD: ReadonlySet<string> = new Set(['on_loan', 'on_hold_shelf', 'in_transit', 'in_custody']);

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

/** What is done next with a copy in the hand, by its scan, for the request that has it or comes first. */
export async function nextStepOf(source: DetailSource, copy: Copy): Promise<CopyCard['next']> {
  return nextStep(source, await tasksOf(source, copy.id), copy.barcode);
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
    deeds: HELD.has(holding.status) ? [] : deedsHere(source, holding.copy),
    uses: usesOf(source.statements, holding.copy.id),
    remarks: [],
  };
}

async function readerCard(source: DetailSource, reader: Reader): Promise<ScanCard> {
  const open = await sqliteWorld(source.statements).list('openRequestsOfReader', reader.id);
  const lines = await linesById(
    source.reads,
    open.map((request) => request.id),
    source.looker.now,
  );
  return { kind: 'reader', reader, open: lines };
}

async function cardOf(source: DetailSource, meaning: Meaning): Promise<ScanCard | null> {
  switch (meaning.kind) {
    case 'copy':
      return copyCard(source, meaning.holding);
    case 'reader':
      return readerCard(source, meaning.reader);
    case 'title':
      return { kind: 'title', titles: meaning.titles, isbn: meaning.id };
    default:
      return { kind: 'place', place: meaning.place };
  }
}

const unknown = (code: string, facts: Facts): ScanCard => ({ kind: 'unknown', code, facts });

/** Why a code means nothing here, by the likeliest reading of it. */
function unknownOf(reading: ScanReading | undefined, text: string): ScanCard {
  switch (reading?.kind) {
    case 'crate':
    case 'bag':
      return unknown(`${reading.kind}_code`, { code: reading.code });
    case 'card':
      return unknown('unknown_card', {});
    case 'isbn':
      return unknown('unknown_isbn', { isbn: reading.isbn });
    case 'issn':
      return unknown('unknown_issn', { issn: reading.issn });
    case 'add_on':
      return unknown('add_on_alone', { digits: reading.digits });
    case 'tag':
      return unknown('tag_number', { uid: reading.uid });
    default:
      return unknown('unknown_barcode', { barcode: text });
  }
}

/** A scan with what its scanner says of it, and what a person has said that it means. */
export interface ScanAsk {
  text: string;
  aim?: string | null | undefined;
  pick?: ScanPick | undefined;
}

/**
 * What a scan means: one thing of this library, or a card that says why not. Where rows answer several readings the
 * card asks which is meant; a reader is no meaning for whoever serves none.
 */
export async function readScan(
  source: DetailSource,
  ask: ScanAsk,
): Promise<{ meaning: Meaning } | { card: ScanCard }> {
  const { length } = cleanCode(ask.text);
  if (length > LONGEST_CODE) return { card: unknown('code_too_long', { length }) };
  const readings = scanReadings(ask.text, source.env.settings.policies, ask.aim ?? null);
  const all = await meaningsOf(source, readings);
  const meanings = mayServe(source) ? all : all.filter(({ kind }) => kind !== 'reader');
  if (ask.pick === undefined && meanings.length > 1)
    return { card: { kind: 'choice', meanings: await toldMeanings(source, meanings) } };
  const meaning = ask.pick ? pickedOf(meanings, ask.pick) : meanings[0];
  if (meaning) return { meaning };
  if (ask.pick) return { card: unknown('gone_meaning', {}) };
  return { card: all[0] ? unknown('card_not_yours', {}) : unknownOf(readings[0], ask.text) };
}

/** The card that a scan opens. */
export async function scanCard(source: DetailSource, ask: ScanAsk): Promise<ScanCard> {
  const read = await readScan(source, ask);
  if ('card' in read) return read.card;
  return (await cardOf(source, read.meaning)) ?? unknown('gone_meaning', {});
}
