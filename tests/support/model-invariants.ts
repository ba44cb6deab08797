// What must hold in the model library whatever anybody did: custody, money, loans, followers, and rows as their events fold.

import { fold } from '../../src/shared/queues/engine/fold.ts';
import { QUEUES } from '../../src/shared/queues/index.ts';
import type { MemoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { hasEnded, holdsCopy, holdsMoney } from '../../src/shared/queues/states.ts';
import { canonicalJson } from '../../src/shared/sync/image.ts';

const KINDS = [
  'request',
  'event',
  'custody',
  'copy',
  'fund',
  'loan',
  'hold',
  'notice',
  'manifest',
  'round',
] as const;

/** All rows that a command may change, as text. */
export function snapshot(world: MemoryWorld): string {
  return JSON.stringify(KINDS.map((kind) => world.all(kind)));
}

function custodyProblems(world: MemoryWorld): string[] {
  const open = world.all('custody').filter((each) => each.until === null);
  const holding = world
    .all('request')
    .filter((each) => each.copyId !== null && holdsCopy(QUEUES[each.queue], each));
  const copies = new Set([
    ...open.map((each) => each.copyId),
    ...holding.map((each) => each.copyId),
  ]);
  return [...copies].flatMap((copyId) => {
    const held = open.filter((each) => each.copyId === copyId);
    const holders = holding.filter((each) => each.copyId === copyId);
    const owner = holders.some((each) => each.id === held[0]?.requestId);
    if (held.length === 1 && owner) return [];
    const states = holders.map((each) => `${each.code} ${each.queue} ${each.state}`).join(', ');
    return [
      `copy ${copyId}: ${held.length} custodies (${held[0]?.requestId}), ● ${states || 'nobody'}`,
    ];
  });
}

function moneyProblems(world: MemoryWorld): string[] {
  return world.all('fund').flatMap((fund) => {
    const lines = world
      .all('request')
      .filter((each) => each.fundId === fund.id && holdsMoney(QUEUES[each.queue], each))
      .map((each) => each.encumbered);
    const orders = world
      .all('suggestion')
      .filter((each) => each.fundId === fund.id && each.state === 'ordered')
      .map((each) => each.charge ?? 0);
    const sum = [...lines, ...orders].reduce((total, each) => total + each, 0);
    const equal = sum === fund.encumbered ? [] : [`${fund.id}: ${fund.encumbered} for ${sum}`];
    const over = fund.encumbered + fund.spent > fund.budget || fund.spent < 0;
    return over ? [...equal, `${fund.id} is over its budget`] : equal;
  });
}

function rowProblems(world: MemoryWorld, request: Request): string[] {
  const definition = QUEUES[request.queue];
  const events = world
    .all('event')
    .filter((each) => each.requestId === request.id)
    .toSorted((a, b) => a.seq - b.seq);
  const folded = fold(definition, events);
  const { ver, claim, leaderId, blockedBy } = request;
  const same =
    canonicalJson({ ...folded, ver, claim, leaderId, blockedBy }) === canonicalJson(request);
  const dense = events.every((event, index) => event.seq === index + 1);
  const ended = hasEnded(definition, request);
  const loose = ended && (leaderId !== null || blockedBy !== null || claim !== null);
  const problems = same ? [] : [`${request.code} is not what its events fold to`];
  if (!dense) problems.push(`${request.code} has a gap in its events`);
  if (ended !== (request.endedOn !== null)) problems.push(`${request.code} has a wrong end`);
  if (loose) problems.push(`${request.code} has ended but still waits`);
  return problems;
}

function linkProblems(world: MemoryWorld, request: Request): string[] {
  const find = (id: string | null) => world.all('request').find((each) => each.id === id);
  const problems: string[] = [];
  const open = (other: Request | undefined) =>
    other !== undefined && !hasEnded(QUEUES[other.queue], other);
  if (request.leaderId !== null && !open(find(request.leaderId))) {
    problems.push(`${request.code} follows an ended leader`);
  }
  if (request.blockedBy !== null && !open(find(request.blockedBy))) {
    problems.push(`${request.code} is blocked by an ended case`);
  }
  const first = QUEUES[request.queue].first;
  if (request.leaderId !== null && ![first, 'exception'].includes(request.state)) {
    problems.push(`${request.code} is a follower in ${request.state}`);
  }
  return problems;
}

function loanProblems(world: MemoryWorld): string[] {
  const open = world.all('loan').filter((each) => each.closedOn === null);
  const copies = new Set(open.map((each) => each.copyId));
  return copies.size === open.length ? [] : ['a copy is lent twice'];
}

/** Every broken invariant of the world, in words. */
export function broken(world: MemoryWorld): string[] {
  return [
    ...custodyProblems(world),
    ...moneyProblems(world),
    ...loanProblems(world),
    ...world
      .all('request')
      .flatMap((each) => [...rowProblems(world, each), ...linkProblems(world, each)]),
  ];
}
