// A ticket's way: taken, talked over, answered, said to be answered or not, closed.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { daysAfter } from '../../lib/time.ts';
import type { Instant } from '../../lib/time.ts';
import { FEEDBACK_CATEGORIES } from '../../library/feedback.ts';
import type { Feedback } from '../../library/feedback.ts';
import type { Policies } from '../../library/policies.ts';
import { resolveActor } from '../../queues/engine/actor.ts';
import { mayDo, rightRefusal } from '../../queues/rights.ts';
import type { Run } from '../../queues/engine/run.ts';
import type { Settings } from '../../queues/world/world.ts';
import { withWord } from './ticket-thread.ts';
import { isRefusal } from '../input.ts';
import { isReader, neededWords, ownProblem, readersOnly, tell } from './voice-parts.ts';

/** Until when what was said at an instant is to be answered, on the opening hours of the reader's campus. */
export function answerDue(settings: Settings, campus: string, at: Instant): Instant {
  const { calendars, policies } = settings;
  const minutes = policies.number('feedback.answer_minutes');
  return calendars.addOpenMinutes(calendars.ofCampus(campus), at, minutes);
}

/** Whether somebody of the library has something to do with it. */
export function isWaiting({ kind, state }: Feedback): boolean {
  return kind === 'feedback' && (state === 'new' || state === 'taken' || state === 'reopened');
}

/** When an answered ticket closes by itself; null for others. */
export function closesAt(row: Feedback, policies: Policies): Instant | null {
  if (row.state !== 'answered' || row.answeredOn === undefined) return null;
  return daysAfter(row.answeredOn, policies.number('feedback.close_days'));
}

/** Until when the reader may say that the answer was none; null where they may not (any more). */
export function reopenUntil(row: Feedback, policies: Policies): Instant | null {
  if (row.answeredOn === undefined || (row.state !== 'answered' && row.state !== 'closed')) {
    return null;
  }
  if ((row.reopened ?? 0) >= policies.number('feedback.reopenings')) return null;
  return daysAfter(row.answeredOn, policies.number('feedback.reopen_days'));
}

/** The ticket that staff work on, in a state that `fits`; one of somebody else is only a supervisor's. */
export async function ticketFor(
  run: Run,
  fits: (row: Feedback) => boolean = isWaiting,
): Promise<Feedback | Refusal> {
  const denied = rightRefusal(run, 'feedback.answer', 'answer_ticket');
  if (denied) return denied;
  const row = await run.world.get('feedback', run.command.entity);
  if (row?.kind !== 'feedback') return refuse('not_found', { kind: 'feedback' });
  const own = ownProblem(run, [row.readerId]);
  if (own) return own;
  if (!fits(row)) return refuse('ticket_moved');
  const isOthers = row.owner !== undefined && row.owner !== run.actor.id;
  const isChief = run.actor.grants.some(({ role }) => role === 'supervisor');
  return isOthers && !isChief ? refuse('ticket_taken', { by: row.owner ?? null }) : row;
}

/** Who is to answer: the actor, or the colleague to whom it is handed, who has to have the right as well. */
async function ownerFor(run: Run, row: Feedback): Promise<string | Refusal> {
  const { to } = run.command.input;
  if (to === undefined || to === null) return run.actor.id;
  const colleague =
    typeof to === 'string' ? await resolveActor(run.world, to, run.today) : undefined;
  if (!colleague || !mayDo('feedback.answer', colleague)) {
    return refuse('bad_input', { field: 'to', problem: 'options' });
  }
  // Nobody answers what they have said themselves.
  return colleague.readerId === row.readerId ? refuse('own_voice') : colleague.id;
}

/** Carries out `feedback.take`: by the actor, or handed over to the colleague `to`; `category` puts it right. */
export async function takeTicket(run: Run): Promise<Refusal | null> {
  const row = await ticketFor(run);
  if (isRefusal(row)) return row;
  const owner = await ownerFor(run, row);
  if (isRefusal(owner)) return owner;
  const { category } = run.command.input;
  const known: readonly string[] = FEEDBACK_CATEGORIES;
  if (category !== undefined && !(typeof category === 'string' && known.includes(category))) {
    return refuse('bad_input', { field: 'category', problem: 'options' });
  }
  const set = category === undefined ? {} : { category };
  run.world.put('feedback', { ...row, ...set, owner, state: 'taken' });
  return null;
}

/** A ticket with an answer, below all that was said. */
export function answered(run: Run, row: Feedback, words: string | null): Feedback | Refusal {
  const by = run.actor.id;
  const after = words === null ? row : withWord(row, { by, at: run.at, text: words });
  if (isRefusal(after)) return after;
  const answer = { answeredBy: by, answeredOn: run.at, owner: row.owner ?? by };
  return { ...after, ...answer, state: 'answered' };
}

/** Carries out `feedback.answer`: `text`, which the reader is told; an answer may be followed by a second one. */
export async function answerTicket(run: Run): Promise<Refusal | null> {
  const row = await ticketFor(run, (each) => isWaiting(each) || each.state === 'answered');
  if (isRefusal(row)) return row;
  const words = neededWords(run, 'text', 2000);
  if (isRefusal(words)) return words;
  const after = answered(run, row, words);
  if (isRefusal(after)) return after;
  run.world.put('feedback', after);
  if (row.readerId !== '') tell(run, row.readerId, 'feedback.answered', { answer: words });
  return null;
}

/** A word of the library in between: no answer yet, so that the time for one goes on. */
async function staffWord(run: Run): Promise<Refusal | null> {
  const row = await ticketFor(run);
  if (isRefusal(row)) return row;
  const words = neededWords(run, 'text', 2000);
  if (isRefusal(words)) return words;
  const after = withWord(row, { by: run.actor.id, at: run.at, text: words });
  if (isRefusal(after)) return after;
  const state = row.state === 'new' ? 'taken' : row.state;
  run.world.put('feedback', { ...after, owner: row.owner ?? run.actor.id, state });
  if (row.readerId !== '') tell(run, row.readerId, 'feedback.said', { answer: words });
  return null;
}

async function dueAgain(run: Run, row: Feedback): Promise<Instant> {
  const campus = (await run.world.get('reader', row.readerId))?.campus ?? '';
  return answerDue(run.env.settings, campus, run.at);
}

/**
 * A word more of the reader. To what has an answer it is a question of its own, which the library has to answer in its
 * time; while one waits already, a word more does not put its answer off.
 */
async function readerWord(run: Run): Promise<Refusal | null> {
  const row = await ownTicket(run);
  if (isRefusal(row)) return row;
  if (!maySay(row)) return refuse('ticket_moved');
  const words = neededWords(run, 'text', 2000);
  if (isRefusal(words)) return words;
  const after = withWord(row, { by: null, at: run.at, text: words });
  if (isRefusal(after)) return after;
  if (isWaiting(row)) run.world.put('feedback', after);
  else run.world.put('feedback', { ...after, state: 'taken', dueAt: await dueAgain(run, row) });
  return null;
}

/** Whether its reader may add to it; what is closed is reopened instead. */
export function maySay({ kind, state }: Feedback): boolean {
  return kind === 'feedback' && state !== 'closed';
}

/** Carries out `feedback.say` of the reader, or of the library: `text`, below all that was said. */
export function sayInTicket(run: Run): Promise<Refusal | null> {
  return isReader(run) ? readerWord(run) : staffWord(run);
}

async function ownTicket(run: Run): Promise<Feedback | Refusal> {
  const denied = readersOnly(run, 'feedback');
  if (denied) return denied;
  const row = await run.world.get('feedback', run.command.entity);
  const isOwn = row?.kind === 'feedback' && row.readerId === run.actor.id;
  return isOwn ? row : refuse('not_found', { kind: 'feedback' });
}

/** Carries out `feedback.reopen` of the reader: the answer was none; `text` says what is missing. */
export async function reopenTicket(run: Run): Promise<Refusal | null> {
  const row = await ownTicket(run);
  if (isRefusal(row)) return row;
  const { policies } = run.env.settings;
  if (row.state !== 'answered' && row.state !== 'closed') return refuse('ticket_moved');
  const times = policies.number('feedback.reopenings');
  if ((row.reopened ?? 0) >= times) return refuse('ticket_no_more', { times });
  const until = reopenUntil(row, policies);
  if (until === null || until < run.at) {
    return refuse('ticket_reopen_late', { days: policies.number('feedback.reopen_days') });
  }
  const words = neededWords(run, 'text', 2000);
  if (isRefusal(words)) return words;
  const after = withWord(row, { by: null, at: run.at, text: words });
  if (isRefusal(after)) return after;
  const reopened = (row.reopened ?? 0) + 1;
  const dueAt = await dueAgain(run, row);
  run.world.put('feedback', { ...after, state: 'reopened', reopened, dueAt });
  return null;
}

/** Carries out `feedback.confirm` of the reader: the answer was one. */
export async function confirmTicket(run: Run): Promise<Refusal | null> {
  const row = await ownTicket(run);
  if (isRefusal(row)) return row;
  if (row.state === 'closed') return null;
  if (row.state !== 'answered') return refuse('ticket_moved');
  run.world.put('feedback', { ...row, state: 'closed' });
  return null;
}

/** Carries out `feedback.close` of the system: nobody objected to the answer in time. */
export async function closeTicket(run: Run): Promise<Refusal | null> {
  if (run.actor.id !== 'system') {
    return refuse('forbidden', { action: 'answer_ticket', roles: 'system', reach: null });
  }
  const row = await run.world.get('feedback', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'feedback' });
  const at = closesAt(row, run.env.settings.policies);
  if (at === null || at > run.at) return refuse('not_due', { action: 'close', at: at ?? run.at });
  run.world.put('feedback', { ...row, state: 'closed' });
  return null;
}
