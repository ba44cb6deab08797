// Takes a reader out of the record: what was asked and done stays and is counted, who asked and what they wrote does not.

import { LOAN_UNLINKING } from '../../circulation/loans/loan-unlink.ts';
import { VOICE_UNLINKING } from '../../circulation/voices/voice-unlink.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { takeApart } from '../../sync/private-text.ts';
import { SERVICE_DESK, SOME_READER } from '../command.ts';
import type { RequestEvent } from '../request.ts';
import { rightRefusal } from '../rights.ts';
import type { Act, Run } from '../engine/run.ts';
import { without } from './without-reader.ts';
import type { Kind, Kinds } from '../world/world.ts';

/** Rows that one command changes at most; what is left follows with the next one. */
const MOST_ROWS = 90;
/** Shown where a name and a card were. */
const ERASED = '—';

/** A row without private text and without the reader; `set` where a column must not be null. */
function cleaned<K extends Kind>(
  kind: K,
  row: Kinds[K],
  readerId: string,
  set: Partial<Kinds[K]> = {},
): Kinds[K] {
  return { ...(without(takeApart(kind, row).open, readerId) as Kinds[K]), ...set };
}

/** Whom a thing was handed to is a card's hash or a proxy's name; that it was handed over stays. */
function cleanedEvent(event: RequestEvent, readerId: string): RequestEvent {
  const actor = event.actor === readerId ? SOME_READER : event.actor;
  const clean = cleaned('event', event, readerId, { actor });
  if (clean.evidence?.handover === undefined) return clean;
  const { handover: _, ...evidence } = clean.evidence;
  return { ...clean, evidence };
}

type Change = { [K in Kind]: { kind: K; before: Kinds[K]; after: Kinds[K] } }[Kind];

/** Cases by id: closed ones stand in no list, so that the service names them. */
function casesIn({ command }: Run): string[] {
  const { cases } = command.input;
  return Array.isArray(cases) ? cases.filter((each) => typeof each === 'string') : [];
}

async function around(run: Run, requestId: string, readerId: string): Promise<Change[]> {
  const { world } = run;
  const events = await world.list('eventsOf', requestId);
  const notices = await world.list('noticesOf', requestId);
  const cases = new Map(
    (await world.list('openCases', requestId)).map((each) => [each.id, each] as const),
  );
  for (const id of casesIn(run)) {
    const each = await world.get('exception_case', id);
    if (each?.requestId === requestId) cases.set(id, each);
  }
  const rating = await world.get('feedback', requestId);
  const changes: Change[] = [
    ...events.map((before) => ({
      kind: 'event' as const,
      before,
      after: cleanedEvent(before, readerId),
    })),
    ...notices.map((before) => ({
      kind: 'notice' as const,
      before,
      after: cleaned('notice', before, readerId, { readerId: '' }),
    })),
    ...[...cases.values()].map((before) => ({
      kind: 'exception_case' as const,
      before,
      after: cleaned('exception_case', before, readerId),
    })),
  ];
  if (rating) {
    const after = cleaned('feedback', rating, readerId, { readerId: '' });
    changes.push({ kind: 'feedback', before: rating, after });
  }
  return changes.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

/** An application is nobody's once all its lines have ended. */
async function unlinkBundle(run: Run, bundleId: string | null): Promise<void> {
  const bundle = bundleId === null ? undefined : await run.world.get('bundle', bundleId);
  if (!bundle || bundle.readerId === null) return;
  const lines = await run.world.list('requestsOfBundle', bundle.id);
  if (lines.some(({ endedOn }) => endedOn === null)) return;
  run.world.put('bundle', { ...bundle, readerId: null });
}

/**
 * Carries out `request.unlink`: an ended request, its events, notices and cases lose the reader and all private text.
 * What does not fit into one command is left, and the request stays linked until the last of them.
 */
async function unlinkRequest(run: Run): Promise<Refusal | null> {
  const request = await run.world.get('request', run.command.entity);
  if (!request) return refuse('not_found', { kind: 'request' });
  const { readerId, state, code } = request;
  if (request.endedOn === null) return refuse('illegal', { action: 'unlink', state, code });
  if (readerId === null) return null;
  const changes = await around(run, request.id, readerId);
  for (const { kind, after } of changes.slice(0, MOST_ROWS)) run.world.put(kind, after);
  if (changes.length > MOST_ROWS) return null;
  await unlinkBundle(run, request.bundleId);
  run.world.put('request', cleaned('request', request, readerId));
  return null;
}

/** Carries out `feedback.unlink`: what was said stays counted, the words go. */
async function unlinkFeedback(run: Run): Promise<Refusal | null> {
  const said = await run.world.get('feedback', run.command.entity);
  if (!said) return refuse('not_found', { kind: 'feedback' });
  if (said.readerId === '') return null;
  run.world.put('feedback', cleaned('feedback', said, said.readerId, { readerId: '' }));
  return null;
}

/**
 * Carries out `reader.erase`: name, card and contact go. Category, campus and day of registration stay, since figures
 * count them. Whoever still has something to come, or to bring back, is not erased.
 */
async function eraseReader(run: Run): Promise<Refusal | null> {
  const { world, actor, command } = run;
  const forbidden = actor.id === 'system' ? null : rightRefusal(run, 'reader.erase', 'erase');
  if (forbidden) return forbidden;
  const reader = await world.get('reader', command.entity);
  if (!reader) return refuse('not_found', { kind: 'reader' });
  const requests = (await world.list('openRequestsOfReader', reader.id)).length;
  const owed = await world.list('unsettledLoansOf', reader.id);
  const open = await world.list('openLoansOfReader', reader.id);
  const loans = new Set([...open, ...owed].map(({ id }) => id)).size;
  if (requests + loans > 0) return refuse('reader_busy', { requests, loans, holds: 0 });
  world.put('reader', {
    ...reader,
    cardHash: '',
    cardMasked: ERASED,
    nameMasked: ERASED,
    status: 'expired',
    pastReadFirsts: 0,
    onTimeReturns: 0,
  });
  // Put also where there is none here: its row in the log is what tells desks to drop theirs.
  world.put('private', { id: reader.id, ver: 0, name: '', card: '', phone: '', email: '' });
  return null;
}

const UNLINKING: Readonly<Record<string, Act>> = {
  'reader.erase': eraseReader,
  'request.unlink': unlinkRequest,
  'feedback.unlink': unlinkFeedback,
  ...LOAN_UNLINKING,
  ...VOICE_UNLINKING,
};

/** Only the service does these, since old images and texts lie there alone; erasing is asked for by a person. */
function ofService(work: Act): Act {
  return async (run) => {
    const { type, desk } = run.command;
    if (desk !== SERVICE_DESK) return refuse('bad_command', { problem: 'type' });
    if (type !== 'reader.erase' && run.actor.id !== 'system') {
      return refuse('forbidden', { action: 'unlink', roles: 'system', reach: null });
    }
    return work(run);
  };
}

/** What carries these commands out, by type. */
export const UNLINK_COMMANDS: Readonly<Record<string, Act>> = Object.fromEntries(
  Object.entries(UNLINKING).map(([type, work]) => [type, ofService(work)]),
);
