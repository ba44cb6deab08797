// Undo: compensating events that take the last action back with its custody, money, copies, loan, notices and linked cases.

import { uncountLoan } from '../../circulation/loans/daily.ts';
import type { Loan } from '../../library/entities.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { addMinutes } from '../../lib/time.ts';
import { moveCustody, passToHolder } from '../effects/custody.ts';
import { fold, isAside } from '../engine/fold.ts';
import { advanceOf, followInstead, passLead } from '../effects/followers.ts';
import { journalOf } from '../engine/journal.ts';
import { endChildren } from '../effects/linked.ts';
import { moveMoney } from '../effects/money.ts';
import type { QueueDefinition } from '../queue.ts';
import type { Request, RequestEvent } from '../request.ts';
import { writeSideEvent } from '../engine/event-row.ts';
import { definitionOf, remark } from '../engine/run.ts';
import type { Journal, Run, Trace } from '../engine/run.ts';
import type { Kind, Kinds } from '../world/world.ts';

type Done = Promise<Request | Refusal>;

/** Until when somebody may undo an event: the actor for some minutes, a supervisor to the end of the day; else null. */
function undoUntil(run: Run, event: RequestEvent): string | null {
  const { policies, calendars } = run.env.settings;
  const day = calendars.dayOf(event.at);
  if (run.actor.grants.some((grant) => grant.role === 'supervisor')) return calendars.endOf(day);
  if (event.actor !== run.actor.id) return null;
  return addMinutes(event.at, policies.number('undo.actor_minutes'));
}

function allowed(run: Run, definition: QueueDefinition, event: RequestEvent): Refusal | null {
  const spec = definition.actions[event.action];
  if (!spec || spec.undo === false || event.from === null || !journalOf(event)) {
    return refuse('undo_not_possible', { action: event.action });
  }
  const until = undoUntil(run, event);
  if (until === null)
    return refuse('forbidden', { action: 'undo', roles: 'supervisor', reach: null });
  return run.at < until ? null : refuse('undo_too_late', { action: event.action, until });
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Columns that a later scan may have changed: they stay as the scan left them. */
const SCANNED: readonly string[] = ['seenAt', 'seenOn'];

async function dependent(run: Run, event: RequestEvent, trace: Trace): Promise<Refusal | null> {
  const row = (await run.world.get(trace.kind as Kind, trace.id)) as unknown as Record<
    string,
    unknown
  >;
  const changed = Object.keys(trace.after).some(
    (key) => !SCANNED.includes(key) && !same(row?.[key], trace.after[key]),
  );
  return changed ? refuse('undo_depends', { action: event.action, on: trace.kind }) : null;
}

async function openedMoved(
  run: Run,
  event: RequestEvent,
  requestId: string,
): Promise<Refusal | null> {
  const child = await run.world.get('request', requestId);
  if (!child || child.head === event.commandId) return null;
  return refuse('undo_depends', { action: event.action, on: child.code });
}

async function followerMoved(run: Run, event: RequestEvent, request: Request, journal: Journal) {
  for (const follower of await run.world.list('followersOf', request.id)) {
    const ownDoing = journal.joined.includes(follower.id) && !(await advanceOf(run, follower));
    if (!ownDoing) return refuse('undo_depends', { action: event.action, on: follower.code });
  }
  return null;
}

async function checkDependents(run: Run, event: RequestEvent, request: Request, journal: Journal) {
  const moved = journal.moved[0];
  if (moved !== undefined) return refuse('undo_depends', { action: event.action, on: moved });
  for (const trace of journal.rows) {
    const refused = await dependent(run, event, trace);
    if (refused) return refused;
  }
  for (const id of journal.opened) {
    const refused = await openedMoved(run, event, id);
    if (refused) return refused;
  }
  return followerMoved(run, event, request, journal);
}

/** What a row made by the undone command becomes: nothing is ever deleted. */
function ended(kind: string, at: string): Record<string, unknown> {
  if (kind === 'copy') return { status: 'withdrawn' };
  if (kind === 'hold') return { status: 'closed' };
  return kind === 'title' ? {} : { closedOn: at };
}

async function restore(run: Run, trace: Trace): Promise<void> {
  const kind = trace.kind as Kind;
  const row = (await run.world.get(kind, trace.id)) as unknown as
    | Record<string, unknown>
    | undefined;
  if (!row) return;
  const { before } = trace;
  const kept = before
    ? Object.entries(before).filter(([key]) => same(row[key], trace.after[key]))
    : Object.entries(ended(trace.kind, run.at));
  if (trace.kind === 'loan' && before === null) await uncountLoan(run, row as unknown as Loan);
  run.world.put(kind, { ...row, ...Object.fromEntries(kept) } as unknown as Kinds[typeof kind]);
}

async function correctNotices(run: Run, journal: Journal): Promise<void> {
  for (const id of journal.notices) {
    const notice = await run.world.get('notice', id);
    if (!notice) continue;
    const facts = { ...notice.facts, corrected: notice.code };
    const correction = {
      ...notice,
      id: run.nextId(),
      ver: 0,
      code: 'correction',
      facts,
      text: null,
    };
    run.world.put('notice', { ...correction, at: run.at, corrects: id });
    remark(run, 'notice_corrected', { notice: notice.code });
  }
}

async function setFollowersFree(run: Run, request: Request): Promise<void> {
  for (const follower of await run.world.list('followersOf', request.id)) {
    const facts = { why: 'undo', next: null };
    await writeSideEvent(run, follower, { action: 'goes_on', facts }, { leaderId: null });
  }
}

async function writeUndo(run: Run, request: Request, undone: RequestEvent): Promise<RequestEvent> {
  const events = await run.world.list('eventsOf', request.id);
  const supervises = run.actor.grants.some((grant) => grant.role === 'supervisor');
  const event: RequestEvent = {
    ...undone,
    id: run.nextId(),
    ver: 0,
    seq: (events.at(-1)?.seq ?? 0) + 1,
    action: 'undo',
    from: undone.to,
    to: undone.from ?? undone.to,
    actor: run.actor.id,
    role: undone.actor === run.actor.id ? undone.role : supervises ? 'supervisor' : undone.role,
    desk: run.command.desk,
    point: run.point?.id ?? null,
    campus: run.point?.campus ?? null,
    at: run.at,
    reason: null,
    note: null,
    readerText: null,
    evidence: null,
    patch: null,
    facts: { action: undone.action },
    undoes: undone.id,
    commandId: run.command.id,
  };
  run.world.put('event', event);
  run.events.push(event);
  return event;
}

async function restoredRow(
  run: Run,
  definition: QueueDefinition,
  request: Request,
): Promise<Request> {
  const row = fold(definition, await run.world.list('eventsOf', request.id));
  const { claim, ver } = request;
  const leaderId = row.copyId === request.copyId ? request.leaderId : null;
  return { ...row, claim, ver, leaderId, blockedBy: request.blockedBy };
}

/** The copy that the request lets go of: somebody who handles it as a guest has it from here on, else the followers. */
async function passOn(run: Run, before: Request, after: Request, copyId: string): Promise<void> {
  const next = await passToHolder(run, copyId, after);
  if (next) await followInstead(run, before, next);
  await passLead(run, after, { ended: false, copyId });
}

async function takeBack(
  run: Run,
  definition: QueueDefinition,
  request: Request,
  restored: Request,
  journal: Journal,
): Promise<Refusal | null> {
  for (const trace of journal.rows) await restore(run, trace);
  const spent = journal.spent ? -journal.spent.amount : 0;
  const payer = { ...request, fundId: journal.spent?.fundId ?? request.fundId };
  const short = await moveMoney(run, definition, payer, restored, spent);
  if (short) return short;
  await setFollowersFree(run, request);
  const handling = await moveCustody(run, definition, request, restored, false);
  if (!handling.ok) return handling;
  if (handling.released !== null) await passOn(run, request, restored, handling.released);
  if (journal.opened.length > 0) await endChildren(run, restored, journal.opened);
  await correctNotices(run, journal);
  return null;
}

/** Undoes the command that last moved the request, if it is the one that the person means. */
export async function undo(run: Run, request: Request, input: Record<string, unknown>): Done {
  const definition = definitionOf(run, request.queue);
  const meant = input['commandId'] ?? run.command.expectHead ?? request.head;
  const events = await run.world.list('eventsOf', request.id);
  const own = events.filter((event) => event.commandId === meant);
  const event = own[0];
  if (!event) return refuse('not_found', { kind: 'event' });
  const last = events.findLast((each) => !isAside(each));
  if (last && last.commandId !== meant) {
    const { action, actor: by, at } = last;
    return refuse('stale', { code: request.code, action, by, at, state: request.state });
  }
  const journal = journalOf(event);
  const refused = allowed(run, definition, event);
  if (refused || !journal) return refused ?? refuse('undo_not_possible', { action: event.action });
  const depends = await checkDependents(run, event, request, journal);
  if (depends) return depends;
  const moving = own.filter((each) => each.from !== each.to || each.id === event.id || each.patch);
  for (const each of moving.toReversed()) await writeUndo(run, request, each);
  const restored = await restoredRow(run, definition, request);
  run.world.put('request', restored);
  const failed = await takeBack(run, definition, request, restored, journal);
  return failed ?? (await run.world.get('request', request.id)) ?? restored;
}
