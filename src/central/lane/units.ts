// What callers bring to the lane: a desk's commands, a command of the service, or work on the store that needs the lock.

import type { Instant } from '../../shared/lib/time.ts';
import type { Command } from '../../shared/queues/command.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import type { CommandResult, PushAnswer, PushBody } from '../../shared/sync/protocol.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { DeskRow } from '../store/auth-port.ts';
import type { ResultRow } from '../store/port.ts';
import { NOT_HERE, actorRule } from './actor-rule.ts';
import type { NotHere } from './actor-rule.ts';
import type { Group } from './group.ts';
import { SERVICE_DESK } from './lane-port.ts';
import type { LaneDraft, LaneResult } from './lane-port.ts';
import { actorIn, timerId } from './timer-id.ts';
import type { ResultLook } from './timer-id.ts';

/** What a group knows of its desks and of results, stored and new. */
export interface Known {
  epoch: string;
  desks: Map<string, DeskRow>;
  results: Map<string, ResultRow>;
  /** Whether a person has signed in at a desk. */
  signedIn(desk: string, staffId: string): Promise<boolean>;
}

const VERSION = 1;

function answerOf({ id, code, refusal, seq, head, facts, at }: ResultRow, cseq: number) {
  return { id, cseq, code, refusal, seq, head, facts, at } satisfies CommandResult;
}

/** Between the desk's last command and now (text order is time order): no clock of a desk decides an order. */
function clamped(at: Instant, last: Instant | null, now: Instant): Instant {
  const past = at < now ? at : now;
  return last !== null && past < last ? last : past;
}

/** Whoever signed besides must have signed in at that desk too, or a desk could name anybody. */
async function signerRule(
  desk: DeskRow,
  { cseq, input }: Command,
  signedIn: (staffId: string) => Promise<boolean>,
): Promise<NotHere | null> {
  const { secondPerson } = input;
  if (typeof secondPerson !== 'string' || cseq <= desk.vouched) return null;
  return (await signedIn(secondPerson)) ? null : NOT_HERE;
}

async function decideOf(group: Group, known: Known, desk: DeskRow, sent: Command) {
  const command = { ...sent, at: clamped(sent.at, desk.lastAt, group.now) };
  const signedIn = (staffId: string) => known.signedIn(desk.id, staffId);
  const own = { ...command, desk: desk.id };
  let result = group.broken(own);
  if (!result) {
    const wrong =
      (await actorRule(group, desk, command, signedIn)) ??
      (await signerRule(desk, command, signedIn));
    result = wrong
      ? group.refuse(own, wrong.code, wrong.refusal, { by: sent.actor })
      : await group.decide(command);
  }
  known.results.set(command.id, result);
  return { result, at: command.at };
}

/** Whether a stored result can be the answer to this number of the desk: another number means two desks with one id. */
function fits(stored: ResultRow, desk: string, cseq: number): boolean {
  return stored.desk !== desk || stored.cseq === cseq;
}

/** Decides a desk's commands in their order; repeats get their stored results. */
export async function runPush(
  group: Group,
  known: Known,
  deskId: string,
  { epoch, from, commands }: PushBody,
): Promise<PushAnswer | Failure> {
  const start = known.desks.get(deskId);
  if (!start) return failure(401, 'unknown_desk');
  if (start.revoked) return failure(403, 'desk_revoked', { desk: start.code });
  if (epoch !== known.epoch) return failure(410, 'epoch');
  if (from > start.last + 1) return failure(409, 'gap', {}, { last: start.last });
  let desk = start;
  const results: CommandResult[] = [];
  for (const [index, command] of commands.entries()) {
    if (command.cseq !== from + index) break;
    const stored = known.results.get(command.id);
    const repeated = command.cseq <= desk.last;
    if (stored ? !fits(stored, deskId, command.cseq) : repeated) {
      if (results.length === 0) return failure(409, 'forked');
      break;
    }
    if (stored) results.push(answerOf(stored, command.cseq));
    if (repeated) continue;
    let { lastAt } = desk;
    if (!stored) {
      const done = await decideOf(group, known, desk, command);
      results.push(answerOf(done.result, command.cseq));
      lastAt = done.at;
    }
    desk = { ...desk, last: command.cseq, lastAt };
  }
  if (desk !== start) {
    known.desks.set(deskId, desk);
    group.gathered.desk({ id: desk.id, last: desk.last, lastAt: desk.lastAt });
  }
  return { epoch, last: desk.last, results };
}

async function nextCode(group: Group, prefix: string): Promise<{ code: string; used(): void }> {
  const given = group.gathered.counterOf(prefix) ?? (await group.writes.counter(prefix));
  const next = given + 1;
  return {
    code: `${prefix}-${String(next).padStart(4, '0')}`,
    used: () => group.gathered.counter(prefix, next),
  };
}

async function requestOf(group: Group, { entity }: LaneDraft, result: ResultRow) {
  if (!isAccepted(result.code)) return null;
  return (await group.world.get('request', entity))?.id ?? null;
}

/** What a group knows of results, for a timer that looks for its id. */
function lookIn(group: Group, known: Known, own: string): ResultLook {
  const { gathered, writes } = group;
  return {
    async result(id) {
      return known.results.get(id) ?? (id === own ? undefined : (await writes.results([id]))[0]);
    },
    async actor(result) {
      const row = gathered.log.find(({ seq }) => seq === result.seq);
      return row?.actor ?? actorIn(writes, result);
    },
  };
}

/** The id of a command of the service, with its result where it was decided before. */
async function idOf(group: Group, known: Known, { id, actor }: LaneDraft) {
  const stored = known.results.get(id);
  if (!stored || actor !== 'system') return { id, result: stored };
  return timerId(id, lookIn(group, known, id));
}

/** Decides a command of the service; a repeat gets the stored result, if the same kind of caller made it. */
export async function runDraft(group: Group, known: Known, draft: LaneDraft): Promise<LaneResult> {
  const { codePrefix, ...rest } = draft;
  const { id, result: stored } = await idOf(group, known, draft);
  const command: Command = {
    ...rest,
    id,
    desk: SERVICE_DESK,
    cseq: 0,
    v: VERSION,
    at: group.now,
  };
  if (stored && stored.desk !== SERVICE_DESK && draft.actor !== 'system') {
    const taken = { ...stored, code: 'bad_command' as const, refusal: 'id_taken', facts: {} };
    return { ...answerOf({ ...taken, seq: null, head: null }, 0), requestId: null };
  }
  if (stored) {
    return { ...answerOf(stored, 0), requestId: await requestOf(group, draft, stored) };
  }
  const code = codePrefix === undefined ? null : await nextCode(group, codePrefix);
  const input = code === null ? rest.input : { ...rest.input, code: code.code };
  // What broke a group is named by the id with which it came.
  const broken = group.broken({ ...command, id: draft.id });
  const result = broken ?? (await group.decide({ ...command, input }));
  if (isAccepted(result.code)) code?.used();
  known.results.set(id, result);
  return { ...answerOf(result, 0), requestId: await requestOf(group, draft, result) };
}
