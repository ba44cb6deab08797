// A copy is lent to a reader at a desk or a self-check machine, by the scan of the copy and the reader's card.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { Copy, Loan, Reader } from '../../library/entities.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { flagOf, textOf, textOrNull } from '../../queues/parts/input.ts';
import { isLatest, placeCopy } from '../../queues/effects/last-place.ts';
import { definitionOf, remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { noteSighting } from '../../queues/commands/sighting.ts';
import { PASSABLE, borrowRefusals, stillHeld } from './borrowing.ts';
import { doubtOrder, keepPassed } from '../cases.ts';
import { isRefusal, pointOf, readerOf, scannedCopy, takenRefusal } from '../input.ts';
import { isFetching } from '../holds/fetching.ts';
import { beginLoan, dueFor } from './lend.ts';
import { unpassed } from './passing.ts';
import { rightRefusal } from '../../queues/rights.ts';

const CHANNELS = ['desk', 'self_check'] as const;

/** The copy is here, so it is not missing. */
async function found(run: Run, copy: Copy): Promise<Copy> {
  if (run.point === null) return copy;
  const seen = isLatest(copy, run.at);
  if (copy.status === 'missing' && seen) {
    const find = { cause: 'elsewhere', bySystem: true };
    await noteSighting(run, copy, { place: run.point, find });
  } else placeCopy(run, copy, run.point.id);
  return (await run.world.get('copy', copy.id)) ?? copy;
}

/** The copy goes to somebody else than whose request has it (rule 11): a supervisor's word, and an exception there. */
async function takeFromRequest(run: Run, copy: Copy): Promise<Refusal | null> {
  const holder = await holderOf(run, copy.id);
  // An errand for a hold ends with the loan, and its reader waits on.
  if (!holder || isFetching(holder)) return null;
  const definition = definitionOf(run, holder.queue);
  if (!definition.actions['lent_elsewhere']) {
    const { code, queue } = holder;
    return refuse('copy_in_custody', { barcode: copy.barcode, code, queue });
  }
  const { reason, note } = run.command.input;
  const done = await run.step(run, {
    definition,
    request: holder,
    action: 'lent_elsewhere',
    input: { reason, note },
    actor: run.actor,
    point: run.point,
    cascade: false,
  });
  return done.ok ? null : done;
}

/** The day that a person names instead of the rule's, never beyond it unless a rule may be passed. */
function namedDue(run: Run, byRule: string): string | Refusal {
  const named = textOrNull(run.command.input, 'dueOn');
  if (named === null) return byRule;
  const { calendars } = run.env.settings;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(named) || named <= run.at)
    return refuse('bad_input', { field: 'dueOn', problem: 'range' });
  const later = calendars.dayOf(named) > calendars.dayOf(byRule);
  return later ? (rightRefusal(run, 'loan.override', 'override') ?? named) : named;
}

/**
 * When a loan taken without a connection has ended already: at a scan of the copy, later by the clock, that the desk did not
 * know of (`seenOn` is the last that it knew), for then the copy is back. A scan that it knew came before.
 */
function endedBy(run: Run, { seenOn }: Copy): Instant | null {
  if (!flagOf(run.command.input, 'offline') || seenOn === null || seenOn <= run.at) return null;
  return seenOn <= textOf(run.command.input, 'seenOn') ? null : seenOn;
}

async function lend(run: Run, reader: Reader, copy: Copy): Promise<Refusal | null> {
  const refusals = await borrowRefusals(run, reader, copy);
  const refused = unpassed(run, refusals, PASSABLE);
  if (refused) return refused;
  const codes = refusals.map(({ code }) => code);
  const way = codes.includes('copy_in_custody') ? await takeFromRequest(run, copy) : null;
  if (way) return way;
  const dueOn = namedDue(run, dueFor(run, reader, copy));
  if (typeof dueOn !== 'string') return dueOn;
  const { entity: id, input } = run.command;
  const channel = CHANNELS.find((each) => each === input['channel']) ?? 'desk';
  const closedOn = endedBy(run, copy);
  const more: Partial<Loan> = {
    ...(flagOf(input, 'offline') ? { offline: 'out' } : {}),
    ...(closedOn === null ? {} : { closedOn, ended: 'desk' }),
  };
  const loan = await beginLoan(run, reader, copy, { id, channel, dueOn, more });
  // The clocks of two desks are no proof of it.
  if (closedOn !== null) doubtOrder(run, copy, loan, 'scan');
  const held = codes.includes('copy_in_custody') ? null : await stillHeld(run, copy);
  if (held) return held;
  if (refusals.length > 0) keepPassed(run, { reader, copy, loanId: id }, refusals);
  if (textOf(input, 'source') === 'typed') remark(run, 'typed_scan', { barcode: copy.barcode });
  return null;
}

/**
 * Carries out `loan.out`: the entity is the new loan's id; `scan` and `card` (or `readerId`); `channel`; `override` with
 * `reason` and `note` passes what may be passed; `dueOn` names another last instant; `offline` with `seenOn`, the copy's last
 * scan that the desk knew of. Refuses as `borrowing.ts` says.
 */
export async function lendOut(run: Run): Promise<Refusal | null> {
  const standing = pointOf(run, 'lend_out');
  const refused =
    rightRefusal(run, 'loan.lend', 'lend_out') ??
    (isRefusal(standing) ? standing : null) ??
    (await takenRefusal(run, 'loan'));
  if (refused) return refused;
  const scanned = await scannedCopy(run);
  if (isRefusal(scanned)) return scanned;
  const reader = await readerOf(run);
  if (isRefusal(reader)) return reader;
  return lend(run, reader, await found(run, scanned));
}
