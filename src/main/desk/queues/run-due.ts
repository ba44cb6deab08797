// What is due by itself: a desk alone runs it as commands of the system, through the same path as everything else.

import { dueSheets } from '../../../shared/circulation/voices/suggestion-follow.ts';
import { dueTickets } from '../../../shared/circulation/voices/ticket-timers.ts';
import { dueHolds } from '../../../shared/circulation/timers.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { dueCommands } from '../../../shared/queues/timers.ts';
import type { DueCommand } from '../../../shared/queues/timers.ts';
import type { Env } from '../../../shared/queues/world/world.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { Store } from '../profile/store.ts';
import type { Draft, Executor } from './execute.ts';
import { dueRequestIds } from './open-requests.ts';

const PAGE = 100;
/** Codes of what the system opens for no service point in particular. */
const SYSTEM_PREFIX = 'D1';

function draftOf(command: DueCommand): Draft {
  const { id, actor, point, type, entity, expectHead, input } = command;
  const opens = type.endsWith('.open_return');
  const draft = { id, actor, point, type, entity, expectHead, input };
  return opens ? { ...draft, codePrefix: SYSTEM_PREFIX } : draft;
}

function requestDrafts(store: Store, env: Env, now: Instant): Draft[] {
  const { statements } = store.replica();
  const requests: Request[] = dueRequestIds(statements, now, PAGE).flatMap((id) => {
    const request = rowById(statements, 'request', id);
    return request ? [request] : [];
  });
  return [...dueCommands(QUEUES, requests, [], env, now, () => '')].map(draftOf);
}

/** A timer whose command is refused would come up for ever: it rests until its request changes. */
function restTimers(store: Store, requestIds: readonly string[]): void {
  if (requestIds.length === 0) return;
  store.replica().transact((writes) => writes.restTimers(requestIds));
}

async function runRequests(store: Store, env: Env, executor: Executor): Promise<void> {
  for (;;) {
    const now = store.clock.now();
    const due = dueRequestIds(store.replica().statements, now, PAGE);
    if (due.length === 0) return;
    const drafts = requestDrafts(store, env, now);
    const answers = await executor.runAll(drafts);
    if (answers.some((answer) => !answer.ok && isFault(answer.code))) return;
    const refused = drafts.flatMap((draft, index) =>
      answers[index]?.ok === true ? [] : [draft.entity],
    );
    const moved = new Set(drafts.map((draft) => draft.entity));
    restTimers(store, [...refused, ...due.filter((id) => !moved.has(id))]);
    restStuck(store, due, now);
  }
}

/** Accepted, yet due again at the same time: the definition does not say when it is over. */
function restStuck(store: Store, due: readonly string[], now: Instant): void {
  const still = new Set(dueRequestIds(store.replica().statements, now, PAGE));
  const stuck = due.filter((id) => still.has(id));
  if (stuck.length > 0) store.log(`timers at rest: ${stuck.length}`);
  restTimers(store, stuck);
}

function isFault(code: string): boolean {
  return code === 'disk_full' || code === 'read_only_folder' || code === 'io_error';
}

async function runReturns(store: Store, env: Env, executor: Executor): Promise<void> {
  const now = store.clock.now();
  const today = env.settings.calendars.dayOf(now);
  const copies = await sqliteWorld(store.replica().statements).list('copiesToReturn', today);
  const drafts = [...dueCommands(QUEUES, [], copies, env, now, () => '')].map(draftOf);
  const fresh = drafts.filter((draft) => store.outbox.byId(draft.id) === undefined);
  if (fresh.length > 0) await executor.runAll(fresh);
}

/** Holds that nobody collected in time. */
async function runHolds(store: Store, env: Env, executor: Executor): Promise<void> {
  const now = store.clock.now();
  const holds = await sqliteWorld(store.replica().statements).list('readyHolds');
  const drafts = [...dueHolds(holds, env, now)].map(draftOf);
  const fresh = drafts.filter((draft) => store.outbox.byId(draft.id) === undefined);
  if (fresh.length > 0) await executor.runAll(fresh);
}

/** Answers that no reader objected to in time, and further sheets of suggestions that went on. */
async function runVoices(store: Store, env: Env, executor: Executor): Promise<void> {
  const now = store.clock.now();
  const world = sqliteWorld(store.replica().statements);
  const answered = dueTickets(await world.list('answeredTickets'), env, now);
  const drafts = [...answered, ...(await dueSheets(world, env, now))].map(draftOf);
  const fresh = drafts.filter((draft) => store.outbox.byId(draft.id) === undefined);
  if (fresh.length > 0) await executor.runAll(fresh);
}

/** Runs everything that is due by now. */
export async function runDue(store: Store, env: Env, executor: Executor): Promise<void> {
  await runRequests(store, env, executor);
  await runReturns(store, env, executor);
  await runHolds(store, env, executor);
  await runVoices(store, env, executor);
}
