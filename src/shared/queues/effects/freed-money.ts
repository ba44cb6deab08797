// Money that comes free goes to whoever waits for it: urgent lines first, then in the order of asking.

import { definitionOf, SYSTEM, attempt, remark } from '../engine/run.ts';
import type { Ask, Run } from '../engine/run.ts';
import type { QueueDefinition } from '../queue.ts';
import type { Request } from '../request.ts';
import { holdsMoney } from '../states.ts';

async function bringBack(run: Run, request: Request, action: string): Promise<boolean> {
  const ask: Ask = {
    definition: definitionOf(run, request.queue),
    request,
    action,
    input: {},
    actor: SYSTEM,
    point: null,
    cascade: true,
  };
  const done = await attempt(run, (inner) => inner.step(inner, ask));
  if (done.ok) remark(run, 'money_freed', { code: request.code });
  return done.ok;
}

/** Brings back the lines that wait for this fund, as far as its free money goes; each keeps what it would need. */
export async function offerMoney(run: Run, fundId: string): Promise<void> {
  const fund = await run.world.get('fund', fundId);
  if (!fund?.active || fund.lastDay < run.today) return;
  let free = fund.budget - fund.encumbered - fund.spent;
  const waiting = await run.world.list('waitingForFund', fundId);
  const rank = (line: Request) => (line.priority === 'urgent' ? 0 : 1);
  for (const line of waiting.toSorted((a, b) => rank(a) - rank(b))) {
    const action = definitionOf(run, line.queue).waitsForMoney?.(line) ?? null;
    if (action === null || line.encumbered > free) continue;
    if (await bringBack(run, line, action)) free -= line.encumbered;
  }
}

/** Offers what a request gave back to its fund, if it gave anything back. */
export async function offerFreedMoney(
  run: Run,
  definition: QueueDefinition,
  before: Request,
  after: Request,
): Promise<void> {
  if (before.state === 'new' || before.fundId === null || !holdsMoney(definition, before)) return;
  const kept = holdsMoney(definition, after) && after.fundId === before.fundId;
  if (kept && after.encumbered >= before.encumbered) return;
  await offerMoney(run, before.fundId);
}
