// Where the library's own system keeps the ledger: the return of a copy that is on no loan here, and may be charged there all the same.

import * as z from 'zod';
import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { Copy } from '../../library/entities.ts';
import { SERVICE_DESK } from '../../queues/command.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { newCase } from '../cases.ts';
import { LEDGER_POLICY, alertOf, isKept } from './ledger.ts';

/** Remark of a return that the system has to hear of though no loan ends here; its facts are what it is told. */
export const BACK_TOLD = 'back_told';

/**
 * The system lends at terminals of its own, and goes on charging what was declared lost here: what comes back is told
 * to it, unless a loan here says that the copy has gone out again.
 */
export async function tellBack(run: Run, copy: Copy, returned: Instant): Promise<void> {
  if (run.env.settings.policies.text(LEDGER_POLICY) === 'built_in') return;
  if ((await run.world.list('openLoanOf', copy.id)).length > 0) return;
  remark(run, BACK_TOLD, { barcode: copy.barcode, scannedOn: run.at, returned });
}

/** What `copy.ledger` says of an answer that asks for a person. */
const backLedgerInput = z.strictObject({
  /** `late`: it was told so late that the copy may have been lent there since; `fault`: no answer could be got. */
  answer: z.enum(['alert', 'refused', 'late', 'fault']),
  /** The system's own words. */
  message: z.string().max(500),
  /** Kind of an alert, two digits; empty where it was not said. */
  kind: z.string().max(2),
  /** Code of the fault. */
  fault: z.string().max(40).nullable(),
  /** When the copy was scanned. */
  scannedOn: z.string().max(30),
  /** Command of the return, and who gave it. */
  commandId: z.string().max(80),
  by: z.string().max(80),
  desk: z.string().max(80),
});
export type BackLedgerInput = z.output<typeof backLedgerInput>;

function saidOf({
  answer,
  kind,
  message,
  fault,
}: BackLedgerInput): Pick<Refusal, 'code' | 'facts'> {
  if (answer === 'alert') return alertOf(kind, message);
  if (answer === 'late') return { code: 'ledger_late', facts: {} };
  if (answer === 'fault') return { code: 'ledger_unasked', facts: { fault } };
  return { code: 'ledger_refused', facts: { message: message || '–' } };
}

/** Carries out `copy.ledger`: the entity is the copy; only the service itself says it. */
export async function answerOfBack(run: Run): Promise<Refusal | null> {
  const { command, world, actor } = run;
  if (actor.id !== 'system' || command.desk !== SERVICE_DESK) {
    return refuse('forbidden', { action: 'take_back', roles: 'system', reach: null });
  }
  const read = backLedgerInput.safeParse(command.input);
  if (!read.success) return refuse('bad_command', { problem: 'format' });
  const copy = await world.get('copy', command.entity);
  if (!copy) return refuse('not_found', { kind: 'copy' });
  const { answer, kind, scannedOn: at, commandId, by, desk } = read.data;
  if (answer === 'alert' && (await isKept(run, copy.id, kind))) return null;
  const { code, facts } = saidOf(read.data);
  const own: Facts = { action: 'take_back', barcode: copy.barcode, at };
  const said = { code, facts: { ...own, ...facts } };
  const tried = { commandId, tried: 'loan.back', by, desk };
  world.put('circulation_case', newCase(run, tried, { copyId: copy.id }, said));
  return null;
}
