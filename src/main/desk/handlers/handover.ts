// The workbench and the shift's handover sheet, from the same numbers.

import type { RequestLine } from '../../../shared/desk-contract.ts';
import { addDays } from '../../../shared/library/zone.ts';
import type { Actor } from '../../../shared/queues/command.ts';
import { legalActions } from '../../../shared/queues/engine/decide.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { onlyVendors } from '../auth/visible.ts';
import type { DeskContext } from '../desk-context.ts';
import type { DetailSource } from '../queues/detail.ts';
import { linesByNumber } from '../queues/lines.ts';
import { contextFor, definitionOfQueue } from '../queues/looking.ts';
import {
  claimedBy,
  closedSince,
  dueNumbers,
  feedbackSince,
  openExceptions,
  promisedAnswers,
  queueCounts,
} from '../queues/workbench.ts';
import type { WorkScope } from '../queues/workbench.ts';
import { whyDue } from '../queues/why-due.ts';
import { lookingAs } from './looker.ts';
import { casesHere } from './sync-list.ts';

const SHOWN = 20;
/** Requests looked at in one go for what the person may do, and in all while fewer than `SHOWN` are the person's. */
const LOOKED_AT = 200;
const MOST_LOOKED_AT = 1000;
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

/** Whether this person may do anything about it at this point. */
async function hasAction(
  { statements, env, looker }: DetailSource,
  { request }: RequestLine,
): Promise<boolean> {
  const { queue } = request;
  const seen = await contextFor(statements, env, looker, { queue, request });
  return legalActions(definitionOfQueue(queue), request, seen).length > 0;
}

/** What is due first of what the person can do something about, with how many such requests were seen. */
async function dueFirst(source: DetailSource, scope: WorkScope) {
  const { reads, looker, env } = source;
  const numbers = await dueNumbers(reads, scope, looker.now, MOST_LOOKED_AT + 1);
  const own: RequestLine[] = [];
  let at = 0;
  while (at < Math.min(numbers.length, MOST_LOOKED_AT) && own.length < SHOWN) {
    const lines = await linesByNumber(reads, numbers.slice(at, at + LOOKED_AT), looker.now);
    for (const line of lines) if (await hasAction(source, line)) own.push(line);
    at += LOOKED_AT;
  }
  return {
    lines: own
      .slice(0, SHOWN)
      .map((line) => ({ ...line, why: whyDue(line.request, env.settings) })),
    count: { total: own.length, more: at < numbers.length },
  };
}

/** Open and ended requests of the queues of a scope. */
async function queueLines({ reads, looker, env }: DetailSource, { queues, vendors }: WorkScope) {
  const { calendars } = env.settings;
  const today = calendars.startOf(calendars.dayOf(looker.now));
  const counts = await queueCounts(reads, looker.now, vendors);
  return Promise.all(
    counts
      .filter(({ queue }) => queues.includes(queue))
      .map(async ({ queue, pending, inProgress, late }) => ({
        queue,
        pending,
        inProgress,
        late,
        closedToday: await closedSince(reads, queue, today, vendors),
      })),
  );
}

/** Answers `requests.handover`. */
export async function handover(context: DeskContext) {
  const source = lookingAs(context);
  const { reads, looker, env } = source;
  const { now, actor } = looker;
  const { calendars } = env.settings;
  const scope = { queues: workQueues(actor), vendors: onlyVendors(actor) };
  const cases = casesHere(context).map(({ row }) => row.requestId);
  const heardSince = calendars.startOf(addDays(calendars.dayOf(now), -HEARD_DAYS));
  const due = await dueFirst(source, scope);
  const mine = await claimedBy(reads, actor.id, now);
  const exceptions = await openExceptions(reads, scope, cases, now);
  const answers = await promisedAnswers(reads, scope, now);
  const all = (total: number) => ({ total, more: false });
  return {
    ...(scope.vendors === null ? { feedback: await feedbackSince(reads, heardSince) } : {}),
    dueFirst: due.lines,
    mine: mine.lines,
    exceptions: exceptions.lines,
    answers: answers.lines,
    totals: {
      dueFirst: due.count,
      mine: all(mine.total),
      exceptions: all(exceptions.total),
      answers: all(answers.total),
    },
    queues: await queueLines(source, scope),
  };
}
