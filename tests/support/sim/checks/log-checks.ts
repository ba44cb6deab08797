// What must hold of the log and the results: I1 one effect, I4 dense and chained, I6 in order, I7 never back, I9 heads.

import { sha256 } from '../../../../src/node/env.ts';
import type { Command } from '../../../../src/shared/queues/command.ts';
import { preconditionOf } from '../../../../src/shared/queues/engine/decide.ts';
import { QUEUES } from '../../../../src/shared/queues/index.ts';
import type { ActionSpec, QueueDefinition } from '../../../../src/shared/queues/queue.ts';
import type { Request } from '../../../../src/shared/queues/request.ts';
import { firstBreak } from '../../../../src/shared/sync/chain.ts';
import { GENESIS, isAccepted } from '../../../../src/shared/sync/protocol.ts';
import type { LogRow } from '../../../../src/shared/sync/protocol.ts';
import type { DeskFacts } from './desk-facts.ts';
import type { ServiceFacts } from './service-facts.ts';

/** The action of a command's type, if a queue has it. */
export function actionOf(type: string): ActionSpec | undefined {
  const [queue = '', action = ''] = type.split('.');
  const all: Record<string, QueueDefinition> = QUEUES;
  const definition = Object.hasOwn(all, queue) ? all[queue] : undefined;
  return definition && Object.hasOwn(definition.actions, action)
    ? definition.actions[action]
    : undefined;
}

/** I4: dense from 1, every row chained to the one before, images as they were hashed, ending where the head says. */
export function chainProblems({ log, head }: Pick<ServiceFacts, 'log' | 'head'>): string[] {
  const broken = firstBreak({ seq: 0, hash: GENESIS }, log, sha256);
  if (broken !== null) return [`I4 the chain breaks at ${broken}`];
  const last = log.at(-1) ?? { seq: 0, hash: GENESIS };
  return last.seq === head.seq && last.hash === head.hash
    ? []
    : [`I4 the head says ${head.seq}, the log ends at ${last.seq}`];
}

/** Rows of each command, which lie together. */
function groups(log: readonly LogRow[]): { commandId: string; rows: LogRow[] }[] {
  const all: { commandId: string; rows: LogRow[] }[] = [];
  for (const row of log) {
    const last = all.at(-1);
    if (last?.commandId === row.commandId) last.rows.push(row);
    else all.push({ commandId: row.commandId, rows: [row] });
  }
  return all;
}

/** I1: a command's rows are in the log once, only those of accepted commands are, and none that nobody gave. */
export function effectProblems(
  { log, results }: ServiceFacts,
  given: { has(id: string): boolean },
): string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { commandId, rows } of groups(log)) {
    if (seen.has(commandId)) problems.push(`I1 ${commandId} has two effects`);
    seen.add(commandId);
    const timer = rows[0]?.actor === 'system';
    if (!timer && !given.has(commandId)) problems.push(`I1 nobody gave ${commandId}`);
  }
  for (const { id, code, seq, desk } of results) {
    if (isAccepted(code) === seen.has(id)) continue;
    // An accepted command may change nothing at all, and then it has no rows.
    if (isAccepted(code) && seq === null) continue;
    problems.push(`I1 ${id} of ${desk} is ${code} and ${seen.has(id) ? 'has' : 'lacks'} rows`);
  }
  return problems;
}

/** I7: each row of an entity in the log is one version above the one before; the store holds the last. */
export function versionProblems({ log, rows }: ServiceFacts): string[] {
  const last = new Map<string, LogRow>();
  const problems: string[] = [];
  for (const row of log) {
    const name = `${row.kind} ${row.id}`;
    const before = last.get(name);
    if (before && row.ver !== before.ver + 1) {
      problems.push(`I7 ${name} goes from ${before.ver} to ${row.ver} at ${row.seq}`);
    }
    last.set(name, row);
  }
  for (const { kind, id, ver, image, digest } of rows) {
    const logged = last.get(`${kind} ${id}`);
    if (sha256(image) !== digest) problems.push(`I4 ${kind} ${id} has a wrong digest`);
    if (!logged) continue;
    if (logged.ver !== ver || (logged.image !== null && logged.image !== image)) {
      problems.push(`I7 ${kind} ${id} is ${ver} in the store and ${logged.ver} in the log`);
    }
    last.delete(`${kind} ${id}`);
  }
  return [...problems, ...[...last.keys()].map((name) => `I7 ${name} is not in the store`)];
}

/**
 * I6: a desk's results are dense from 1 on, and what was accepted lies in the log in that order. A number without a
 * result of its own is that of a command which the service knew already (a timer's, or one offered under another id).
 */
export function orderProblems(
  { results, desks }: ServiceFacts,
  outboxes: readonly Pick<DeskFacts, 'deskId' | 'outbox'>[],
): string[] {
  const known = new Set(results.map((each) => each.id));
  return desks.flatMap((desk) => {
    const own = results.filter((each) => each.desk === desk.id);
    const counted = new Set(own.map((each) => each.cseq));
    for (const { deskId, outbox } of outboxes) {
      if (deskId !== desk.id) continue;
      for (const { command } of outbox) if (known.has(command.id)) counted.add(command.cseq);
    }
    const lacking = Array.from({ length: desk.last }, (_, index) => index + 1).filter(
      (cseq) => !counted.has(cseq),
    );
    const problems = lacking.length === 0 ? [] : [`I2 ${desk.code} lacks ${lacking.join(' ')}`];
    const seqs = own.flatMap((each) => (each.seq === null ? [] : [each.seq]));
    const inOrder = seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] ?? 0));
    return inOrder ? problems : [...problems, `I6 ${desk.code} is out of order: ${seqs.join(' ')}`];
  });
}

/**
 * I9: a command that compares heads was accepted only on the head that was seen where it was given. `given` are the
 * commands as people gave them, before anything could touch them.
 */
export function headProblems(
  { log, results }: ServiceFacts,
  given: ReadonlyMap<string, Pick<Command, 'type' | 'entity' | 'expectHead'>>,
): string[] {
  const accepted = new Set(results.filter((each) => each.code === 'ok').map((each) => each.id));
  const heads = new Map<string, string>();
  const problems: string[] = [];
  for (const { commandId, rows } of groups(log)) {
    const command = given.get(commandId);
    const spec = command && actionOf(command.type);
    const compares = spec !== undefined && spec.from !== 'new' && preconditionOf(spec) === 'head';
    if (command?.expectHead && compares && accepted.has(commandId)) {
      const head = heads.get(command.entity);
      if (head !== command.expectHead) {
        problems.push(`I9 ${commandId} saw ${command.expectHead} and was done on ${head}`);
      }
    }
    for (const row of rows) {
      if (row.kind !== 'request' || row.image === null) continue;
      heads.set(row.id, (JSON.parse(row.image) as Request).head);
    }
  }
  return problems;
}
