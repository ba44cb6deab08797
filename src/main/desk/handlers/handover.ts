// The workbench and the shift's handover sheet, from the same numbers.

import { addDays } from '../../../shared/library/zone.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { Actor } from '../../../shared/queues/command.ts';
import { onlyVendors, seenBy } from '../auth/visible.ts';
import type { DeskContext } from '../desk-context.ts';
import {
  claimedBy,
  closedSince,
  dueFirst,
  feedbackSince,
  openExceptions,
  promisedAnswers,
  queueCounts,
} from '../queues/workbench.ts';
import { whyDue } from '../queues/why-due.ts';
import { lookingAs } from './looker.ts';
import { casesHere } from './sync-list.ts';

const SHOWN = 20;
/** Days of what readers said. */
const HEARD_DAYS = 30;

/** Queues in which one of the person's roles has something to do. */
function workQueues(actor: Actor): QueueName[] {
  const roles = new Set<string>(actor.grants.map((grant) => grant.role));
  return Object.values(QUEUES)
    .filter((queue) =>
      Object.values(queue.actions).some((action) => action.who.some((who) => roles.has(who.role))),
    )
    .map((queue) => queue.name);
}

/** Answers `requests.handover`. */
export async function handover(context: DeskContext) {
  const { reads, looker, env } = lookingAs(context);
  const { now, actor } = looker;
  const { calendars } = env.settings;
  const today = calendars.startOf(calendars.dayOf(now));
  const vendors = onlyVendors(actor);
  const counts = await queueCounts(reads, now, vendors);
  const queues = counts.map(async ({ queue, pending, inProgress, late }) => ({
    queue,
    pending,
    inProgress,
    late,
    closedToday: await closedSince(reads, queue, today, vendors),
  }));
  const cases = casesHere(context).map(({ row }) => row.requestId);
  const heardSince = calendars.startOf(addDays(calendars.dayOf(now), -HEARD_DAYS));
  const due = seenBy(actor, await dueFirst(reads, workQueues(actor), now, SHOWN));
  return {
    ...(vendors === null ? { feedback: await feedbackSince(reads, heardSince) } : {}),
    dueFirst: due.map((line) => ({ ...line, why: whyDue(line.request, env.settings) })),
    mine: await claimedBy(reads, actor.id, now),
    exceptions: seenBy(actor, await openExceptions(reads, cases, now)),
    answers: seenBy(actor, await promisedAnswers(reads, now)),
    queues: await Promise.all(queues),
  };
}
