// A copy was lent, through a request or by itself: what that says to the other open requests for it (rule 11).

import { areLinked } from './custody.ts';
import type { Request } from '../request.ts';
import { SYSTEM, attempt, definitionOf, remark } from '../engine/run.ts';
import type { Run } from '../engine/run.ts';

/** Whom the lender's own end tells already: linked cases, and followers that are given the outcome. */
function isToldAnyway(run: Run, request: Request, lender: Request): boolean {
  const shares = definitionOf(run, request.queue).actions['share'] !== undefined;
  return areLinked(request, lender) || (shares && request.leaderId === lender.id);
}

/** Takes the action where it is legal; gives the request as it is then, or null. */
async function tell(
  run: Run,
  id: string,
  action: string,
  input: Record<string, unknown>,
): Promise<Request | null> {
  const request = await run.world.get('request', id);
  const definition = request ? definitionOf(run, request.queue) : undefined;
  if (!request || !definition?.actions[action]) return null;
  const { point } = run;
  const ask = { definition, request, action, input, actor: SYSTEM, point, cascade: true };
  // Where it is not legal (a permanent move, a copy in a hand), the loan is no news to the request.
  const done = await attempt(run, (inner) => inner.step(inner, ask));
  return done.ok ? done.request : null;
}

/**
 * Completes what the same reader asked for this copy, and answers the searches of everybody else with the loan. `lender`
 * is the request whose action lent it, if one did.
 */
export async function tellOfLoan(
  run: Run,
  lender: Request | null,
  copyId: string,
  readerId: string,
): Promise<void> {
  const open = await run.world.list('openRequestsOfCopy', copyId);
  const others = open.filter(
    (each) => lender === null || (each.id !== lender.id && !isToldAnyway(run, each, lender)),
  );
  for (const each of others) {
    if (each.readerId !== readerId) continue;
    const done = await tell(run, each.id, 'lent', {});
    if (done) remark(run, 'request_completed', { code: done.code, queue: done.queue });
  }
  for (const each of others) {
    if (each.readerId !== readerId) await tell(run, each.id, 'explain', { fact: 'on_loan' });
  }
}
