// People who lend, take back, renew and hold at a simulated desk, and what must have become of it in the end.

import { CIRCULATION_FACTS } from '../../../src/shared/circulation/cases.ts';
import type { Hold, Loan } from '../../../src/shared/library/entities.ts';
import { COPIES, READERS } from '../model-input.ts';
import type { Chance } from './random.ts';
import type { ServiceFacts } from './checks/service-facts.ts';

/** What of circulation a desk shows. */
export interface OnLoan {
  loans: readonly Loan[];
  holds: readonly Hold[];
}

/** A command of circulation before anybody gives it. */
export interface CirculationMove {
  type: string;
  entity: string;
  input: Record<string, unknown>;
}

const TITLES = ['t1', 't2', 't3'];
/** What is done with a copy besides lending it, and of which status the person takes it to be. */
const USES = [
  ['copy.repair', 'available'],
  ['copy.restore', 'in_repair'],
  ['copy.restore', 'withdrawn'],
  ['copy.withdraw', 'in_repair'],
] as const;

/** Something of circulation at a desk; `id` names what is new, `card` is a reader's. */
export function circulationMove(
  chance: Chance,
  { loans, holds }: OnLoan,
  id: string,
  card: (readerId: string) => string,
): CirculationMove {
  const copy = chance.oneOf(COPIES);
  const scan = copy.toUpperCase();
  const reader = chance.oneOf(READERS);
  const loan = loans.length === 0 ? undefined : chance.oneOf(loans);
  const hold = holds.length === 0 ? undefined : chance.oneOf(holds);
  const seen = loans.find((each) => each.copyId === copy);
  const back = { scan, ...(seen && chance.hits(0.8) ? { loanId: seen.id } : {}) };
  const roll = chance();
  if (roll < 0.4) {
    const passes = chance.hits(0.15) ? { override: true, reason: 'policy' } : {};
    const offline = chance.hits(0.3) ? { offline: true } : {};
    return {
      type: 'loan.out',
      entity: id,
      input: { scan, card: card(reader), ...passes, ...offline },
    };
  }
  if (roll < 0.6) return { type: 'loan.back', entity: copy, input: back };
  if (roll < 0.66) return { type: 'loan.back', entity: copy, input: { ...back, drop: true } };
  if (roll < 0.72 && loan) return { type: 'loan.renew', entity: loan.id, input: {} };
  if (roll < 0.75 && loan) return { type: 'loan.claim', entity: loan.id, input: {} };
  if (roll < 0.77 && loan) return { type: 'loan.lost', entity: loan.id, input: {} };
  if (roll < 0.79 && loan) return { type: 'loan.settle', entity: loan.id, input: { how: 'paid' } };
  if (roll < 0.82 && hold) return { type: 'hold.cancel', entity: hold.id, input: {} };
  if (roll < 0.9) {
    const slot = chance.oneOf(['N-SLOT', 'S-SLOT']);
    return { type: 'hold.shelve', entity: copy, input: { scan, slot } };
  }
  if (roll < 0.93) return { type: 'copy.in_house', entity: copy, input: { scan } };
  if (roll < 0.95) {
    const [type, was] = chance.oneOf(USES);
    return { type, entity: copy, input: { scan, was, reason: 'damaged', note: 'n' } };
  }
  const kind = chance.hits(0.3) ? 'recall' : 'hold';
  const campus = chance.oneOf(['north', 'south']);
  const input = { titleId: chance.oneOf(TITLES), card: card(reader), campus, kind };
  return { type: 'hold.place', entity: id, input };
}

/** Nothing is lent twice, nothing is lost: every loan that counted is a row, every one that did not is a case. */
export function circulationProblems({
  world,
  results,
  given,
}: Pick<ServiceFacts, 'world' | 'results'> & {
  given: ReadonlyMap<string, { type: string; entity: string }>;
}): string[] {
  const problems: string[] = [];
  const open = world.all('loan').filter(({ closedOn }) => closedOn === null);
  const lent = Map.groupBy(open, ({ copyId }) => copyId);
  for (const [copy, loans] of lent) {
    if (loans.length > 1) problems.push(`I11 ${copy} is lent ${loans.length} times`);
  }
  const kept = world.all('hold').filter(({ status }) => status === 'ready');
  for (const [copy, holds] of Map.groupBy(kept, ({ copyId }) => copyId)) {
    if (holds.length > 1 || copy === null)
      problems.push(`I11 ${copy} is kept ${holds.length} times`);
    if (copy !== null && lent.has(copy)) problems.push(`I11 ${copy} is kept and lent`);
  }
  for (const title of world.all('title')) {
    const waiting = world
      .all('hold')
      .filter((hold) => hold.titleId === title.id && hold.status === 'waiting').length;
    if (waiting !== title.holdsWaiting) {
      problems.push(`I11 ${title.id} counts ${title.holdsWaiting} of ${waiting} who wait`);
    }
  }
  const cases = new Set(world.all('circulation_case').map(({ commandId }) => commandId));
  for (const { id, code } of results) {
    const command = given.get(id);
    if (!command) continue;
    const of = command.type;
    if (of === 'loan.out' && code === 'ok') {
      const loan = world.all('loan').some((each) => each.id === command.entity);
      if (!loan) problems.push(`I12 loan ${command.entity} was accepted and is none`);
    }
    if (!CIRCULATION_FACTS.has(of)) continue;
    const counted = code !== 'exception_opened' && code !== 'conflict' && code !== 'illegal';
    if (!counted && !cases.has(id)) problems.push(`I12 ${of} ${id} did not count and has no case`);
  }
  const counted = world
    .all('daily')
    .filter(({ measure }) => measure === 'loans')
    .reduce((sum, { count }) => sum + count, 0);
  const undone = world.all('event').some(({ undoes }) => undoes !== null);
  if (!undone && counted !== world.all('loan').length) {
    problems.push(`I11 ${counted} loans are counted of ${world.all('loan').length}`);
  }
  return problems;
}
