// A reader's open requests when the reader may ask no longer, or goes: to a supervisor, or cancelled as far as that goes.

import type { Request } from '../../queues/request.ts';
import { SYSTEM, attempt, definitionOf } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { holdsCopy } from '../../queues/states.ts';

/** Rows after which a command leaves the rest to the next: no page of the log ends inside one (decision 0011). */
const MOST_ROWS = 80;

/** Whether a command has room for another step. */
export async function hasRoom(run: Run): Promise<boolean> {
  return (await run.world.changes()).length <= MOST_ROWS;
}

async function tries(
  run: Run,
  request: Request,
  action: string,
  input: Record<string, unknown>,
): Promise<boolean> {
  const definition = definitionOf(run, request.queue);
  if (!definition.actions[action]) return false;
  const ask = {
    definition,
    request,
    action,
    input,
    actor: SYSTEM,
    point: run.point,
    cascade: true,
  };
  return (await attempt(run, (inner) => inner.step(inner, ask))).ok;
}

/** A book bought for the reader is with the reader or on its way back: whether the reader may ask for more is no matter. */
function isBought(run: Run, request: Request): boolean {
  return request.queue === 'purchase' && holdsCopy(definitionOf(run, request.queue), request);
}

/**
 * Rule 12: what is under way goes to a supervisor and is not destroyed. Gives how many requests that were, and whether there are
 * more than one command can change.
 */
export async function suspendRequests(
  run: Run,
  readerId: string,
): Promise<{ moved: number; more: boolean }> {
  const open = await run.world.list('openRequestsOfReader', readerId);
  let moved = 0;
  for (const { id } of open) {
    const request = await run.world.get('request', id);
    if (!request || request.state === 'exception' || isBought(run, request)) continue;
    if (!(await hasRoom(run))) return { moved, more: true };
    if (await tries(run, request, 'ineligible', {})) moved += 1;
  }
  return { moved, more: false };
}

/**
 * Cancels one request: at once where nothing is in a hand, else as a wish that staff carry out (rule 7); what allows
 * neither goes to a supervisor.
 */
export async function cancelRequest(run: Run, id: string): Promise<void> {
  const request = await run.world.get('request', id);
  if (!request || request.endedOn !== null) return;
  const input = { reason: 'reader_cancel' };
  const done =
    (await tries(run, request, 'cancel', input)) ||
    (await tries(run, request, 'ask_cancel', input));
  if (!done && request.state !== 'exception') await tries(run, request, 'ineligible', {});
}
