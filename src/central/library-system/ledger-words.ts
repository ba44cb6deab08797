// What tasks of the ledger have in common: telling the lane, putting a job back, giving one up.

import { sha256 } from '../../node/env.ts';
import { namedId } from '../../shared/lib/ids.ts';
import type { PrivateRow } from '../../shared/library/entities.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import type { SystemFaultCode } from '../../shared/sync/library-system.ts';
import { hasFailed } from '../failure.ts';
import type { Job } from '../store/job-port.ts';
import type { Verdict } from './in-order.ts';
import { triedOf, triedText } from './ledger-jobs.ts';
import type { Tried } from './ledger-jobs.ts';
import type { LedgerParts } from './ledger-port.ts';
import type { SystemFault } from './port.ts';

/** Failures of one job, the system having answered others in between, after which a person has to look at it. */
const MOST_FAILURES = 8;

/** Faults that are about the system and not about this question. */
const AWAY: ReadonlySet<SystemFaultCode> = new Set([
  'unreachable',
  'tls_untrusted',
  'tls_name',
  'tls_expired',
  'tls_none',
  'tls_wanted',
  'telnet_wanted',
  'login_wanted',
  'login_refused',
  'offline',
  'busy',
  'stopped',
]);

/** Nobody can be asked about without a card: the reader was erased meanwhile. */
export const NO_CARD: SystemFault = {
  is: 'fault',
  code: 'bad_value',
  facts: { field: 'AA' },
  mayHaveHappened: false,
};

/** The system's words without the reader's name and cards; whom else they name only the case's private text tells. */
export function maskedWords(messages: readonly string[], person: PrivateRow | undefined): string {
  let text = messages.join(' ');
  const { name = '', card = '', formerCards = [] } = person ?? {};
  for (const secret of [name, card, ...formerCards]) {
    if (secret !== '') text = text.replaceAll(secret, '*');
  }
  return text.slice(0, 500);
}

/** Id of the command that says what came of a job. */
export function answerId(job: Pick<Job, 'key'>): string {
  return namedId('ledger', job.key, sha256);
}

/** A job is over; `note` says what came of it. */
export async function finish(parts: LedgerParts, job: Job, note: string): Promise<Verdict> {
  await parts.store.jobs.done(job.key, parts.clock.now(), note);
  return 'next';
}

/** Puts a job back into its place. */
export async function putBack(
  { store, clock }: LedgerParts,
  job: Job,
  tried: Tried,
  why: string,
): Promise<void> {
  await store.jobs.failed(job.key, triedText(job, tried, why), job.dueOn, clock.now());
}

/** Tells the lane what came of it, under an id that the job gives: however often it is told, it counts once. */
export async function say(
  parts: Pick<LedgerParts, 'lane' | 'log'>,
  job: Job,
  type: string,
  entity: string,
  input: Record<string, unknown>,
): Promise<boolean> {
  const command = { actor: 'system', point: null, type, entity, expectHead: null, input };
  const told = await parts.lane.run({ id: answerId(job), ...command });
  if (hasFailed(told)) return false;
  if (!isAccepted(told.code)) parts.log(`ledger: ${job.key}: ${told.refusal ?? told.code}`);
  return true;
}

/** Puts a job back after a fault; one that fails again and again while others are answered is given up. */
export async function onFault(
  parts: LedgerParts,
  job: Job,
  fault: SystemFault,
  answered: number,
  giveUp: () => Promise<boolean>,
): Promise<Verdict> {
  const before = triedOf(job);
  const away = AWAY.has(fault.code) || parts.system.isResting();
  const failures = before.failures + (away ? 0 : 1);
  // A system that takes connections and answers nobody is away too: no question is to blame for it.
  const alone = before.alone + (!away && parts.answers() > answered ? 1 : 0);
  const hopeless = fault.code === 'bad_value' || alone >= MOST_FAILURES;
  parts.heard(fault);
  if (hopeless) {
    if (await giveUp()) return finish(parts, job, fault.code);
  }
  const uncertain = before.uncertain || fault.mayHaveHappened;
  await putBack(parts, job, { failures, alone, uncertain }, fault.code);
  return away ? 'stop' : 'leave_chain';
}
