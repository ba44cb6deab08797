// Where the library's own system keeps the ledger: which holds it is asked for, and what its answer changes here.

import * as z from 'zod';
import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Hold } from '../../library/entities.ts';
import { SERVICE_DESK } from '../../queues/command.ts';
import type { Run } from '../../queues/engine/run.ts';
import { newCase } from '../cases.ts';
import { closeHold } from './close-hold.ts';
import { tellReader, titleFacts } from '../notices/tell.ts';

/** Steps of a hold that the ledger has to hear of. */
export const HOLD_STEPS = ['hold', 'unhold'] as const;
export type HoldStep = (typeof HOLD_STEPS)[number];

/** Whether the system has the hold, as far as is known. */
const isThere = ({ ledger }: Hold) => ledger === 'asked' || ledger === 'confirmed';

/** Which step a change of a hold is to the ledger; null for none. A loan ends the hold there as it does here. */
export function holdStep(before: Hold | undefined, after: Hold): HoldStep | null {
  if (!before) return after.ledger === 'asked' ? 'hold' : null;
  const ended = before.status !== 'closed' && after.status === 'closed';
  return ended && after.outcome !== 'lent' && isThere(after) ? 'unhold' : null;
}

/** What `hold.ledger` says of an answer of the library's system. */
const holdLedgerInput = z.strictObject({
  what: z.enum(HOLD_STEPS),
  /** `unable`: it keeps no holds for us; `fault`: no answer could be got. */
  answer: z.enum(['done', 'refused', 'unable', 'fault']),
  copyId: z.string().max(80),
  /** The system's own words. */
  message: z.string().max(500),
  /** Code of the fault. */
  fault: z.string().max(40).nullable(),
  /** Command that placed or ended the hold, and who gave it. */
  commandId: z.string().max(80),
  by: z.string().max(80),
  desk: z.string().max(80),
});
export type HoldLedgerInput = z.output<typeof holdLedgerInput>;

async function openCase(run: Run, hold: Hold, input: HoldLedgerInput): Promise<void> {
  const { what, message, fault, copyId, commandId, by, desk } = input;
  const copy = await run.world.get('copy', copyId);
  const action = what === 'hold' ? 'place_hold' : 'end_hold';
  const facts: Facts = { action, barcode: copy?.barcode ?? null };
  const worded = message === '' ? 'ledger_refused_wordless' : 'ledger_refused';
  const tried = { commandId, tried: what === 'hold' ? 'hold.place' : 'hold.cancel', by, desk };
  const said = {
    code: fault === null ? worded : 'ledger_unasked',
    facts: { ...facts, ...(fault === null ? { message } : { fault }) },
  };
  const about = { copyId, readerId: hold.readerId };
  run.world.put('circulation_case', newCase(run, tried, about, said));
}

/** A hold that the system refuses ends here too, and its reader is told; what the system did not answer stands. */
async function refused(run: Run, hold: Hold, input: HoldLedgerInput): Promise<void> {
  await openCase(run, hold, input);
  if (input.what === 'unhold') return;
  run.world.put('hold', { ...hold, ledger: input.fault === null ? 'refused' : 'unasked' });
  if (input.fault !== null || hold.status === 'closed') return;
  await closeHold(run, hold.id, 'refused');
  const title = await run.world.get('title', hold.titleId);
  tellReader(run, hold.readerId, 'hold.refused', { ...titleFacts(title), holdId: hold.id });
}

/** Carries out `hold.ledger`: the entity is the hold; only the service itself says it. */
export async function answerOfHold(run: Run): Promise<Refusal | null> {
  const { command, world, actor } = run;
  if (actor.id !== 'system' || command.desk !== SERVICE_DESK) {
    return refuse('forbidden', { action: 'hold', roles: 'system', reach: null });
  }
  const read = holdLedgerInput.safeParse(command.input);
  if (!read.success) return refuse('bad_command', { problem: 'format' });
  const hold = await world.get('hold', command.entity);
  if (!hold) return refuse('not_found', { kind: 'hold' });
  const { what, answer } = read.data;
  if (answer === 'refused' || answer === 'fault') await refused(run, hold, read.data);
  else if (what === 'hold') {
    world.put('hold', { ...hold, ledger: answer === 'done' ? 'confirmed' : 'here' });
  }
  return null;
}
