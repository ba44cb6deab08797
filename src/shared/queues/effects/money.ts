// Money by the ¥ marks: encumbered on entering them, released on leaving, spent where an effect says so; never over a budget.

import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import type { Fen } from '../../lib/money.ts';
import type { QueueDefinition } from '../queue.ts';
import type { Request } from '../request.ts';
import type { Run } from '../engine/run.ts';
import { holdsMoney } from '../states.ts';

interface Encumbrance {
  fundId: string | null;
  amount: Fen;
}

function encumbranceOf(definition: QueueDefinition, request: Request | null): Encumbrance | null {
  if (!request || request.state === 'new' || !holdsMoney(definition, request)) return null;
  return { fundId: request.fundId, amount: request.encumbered };
}

/**
 * Moves money within a fund; `isNew` where it is committed anew, which a closed fund takes no part in. Refuses
 * `fund_missing`, `fund_closed`, or `fund_exhausted` where more is asked than is free.
 */
export async function moveInFund(
  run: Run,
  fundId: string | null,
  delta: { encumbered: Fen; spent: Fen },
  isNew: boolean,
): Promise<Refusal | null> {
  if (delta.encumbered === 0 && delta.spent === 0 && !isNew) return null;
  const fund = fundId === null ? undefined : await run.world.get('fund', fundId);
  if (!fund) return refuse('fund_missing');
  if (isNew && (!fund.active || fund.lastDay < run.today)) {
    return refuse('fund_closed', { fund: fund.code, lastDay: fund.lastDay });
  }
  const encumbered = fund.encumbered + delta.encumbered;
  const spent = fund.spent + delta.spent;
  const asked = delta.encumbered + delta.spent;
  if (asked > 0 && encumbered + spent > fund.budget) {
    const free = fund.budget - fund.encumbered - fund.spent;
    return refuse('fund_exhausted', { fund: fund.code, free, asked });
  }
  run.world.put('fund', { ...fund, encumbered, spent });
  return null;
}

/**
 * Moves money from one image of the request to the next, with `spend` fen turning into expenditure (negative when an
 * undo takes it back). Refuses `fund_exhausted`, `fund_closed` or `fund_missing`.
 */
export async function moveMoney(
  run: Run,
  definition: QueueDefinition,
  before: Request | null,
  after: Request,
  spend: Fen,
): Promise<Refusal | null> {
  const had = encumbranceOf(definition, before);
  const has = encumbranceOf(definition, after);
  const payer = had?.fundId ?? after.fundId;
  if (had && has && had.fundId === has.fundId) {
    const delta = { encumbered: has.amount - had.amount, spent: spend };
    return moveInFund(run, has.fundId, delta, false);
  }
  const released = had
    ? await moveInFund(run, had.fundId, { encumbered: -had.amount, spent: spend }, false)
    : await moveInFund(run, payer, { encumbered: 0, spent: spend }, false);
  if (released || !has) return released;
  return moveInFund(run, has.fundId, { encumbered: has.amount, spent: 0 }, true);
}
