// Passing rules of circulation: whoever has the right does a thing all the same, with a reason.

import type { Refusal } from '../../lib/result.ts';
import { flagOf } from '../../queues/parts/input.ts';
import type { Run } from '../../queues/engine/run.ts';
import { reasonRefusal } from '../input.ts';
import { rightRefusal } from '../../queues/rights.ts';

/**
 * What is left of the refusals: the first where nobody passes them (`override`), one that is not among the passable, or why
 * this person may not, or not without a reason. Null where nothing speaks against it, or all of it is passed.
 */
export function unpassed(
  run: Run,
  refusals: readonly Refusal[],
  passable: ReadonlySet<string>,
): Refusal | null {
  const [first] = refusals;
  if (!first) return null;
  if (!flagOf(run.command.input, 'override')) return first;
  const firm = refusals.find(({ code }) => !passable.has(code));
  return firm ?? rightRefusal(run, 'loan.override', 'override') ?? reasonRefusal(run);
}
