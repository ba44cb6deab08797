// One job of the ledger: what is asked of the library's own system, and what its answer comes to here.

import { sha256 } from '../../node/env.ts';
import type { LedgerInput } from '../../shared/circulation/ledger.ts';
import { mergedReader } from '../../shared/circulation/reader-standing.ts';
import { namedId } from '../../shared/lib/ids.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Copy, Loan, PrivateRow } from '../../shared/library/entities.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import type { SystemFaultCode } from '../../shared/sync/library-system.ts';
import { hasFailed } from '../failure.ts';
import type { Job } from '../store/job-port.ts';
import type { Verdict } from './in-order.ts';
import { taskOf, triedOf, triedText } from './ledger-jobs.ts';
import type { LedgerTask, Tried } from './ledger-jobs.ts';
import type { LedgerParts } from './ledger-port.ts';
import type { Lent, Ordered, Returned, SystemFault } from './port.ts';

/** A book that has been out of the door for so long is gone: what the system would block comes too late; ms. */
const GONE_AFTER = 60_000;
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

interface Scene {
  loan: Loan;
  copy: Copy;
  person: PrivateRow | undefined;
}

async function sceneOf({ lane }: LedgerParts, task: LedgerTask): Promise<Scene | null> {
  return lane.look(async (world) => {
    const loan = await world.get('loan', task.loanId);
    const copy = await world.get('copy', task.copyId);
    if (!loan || !copy) return null;
    // Cards are merged while it waits: the loan moves, or its reader stands for another.
    const reader = await world.get('reader', loan.readerId || task.readerId);
    const { id } = reader ? await mergedReader(world, reader) : { id: task.readerId };
    return { loan, copy, person: await world.get('private', id) };
  });
}

const isOffline = ({ offline }: Loan, which: 'out' | 'back') =>
  offline === which || offline === 'both';

/** Nobody can be asked about without a card: the reader was erased meanwhile. */
const NO_CARD: SystemFault = {
  is: 'fault',
  code: 'bad_value',
  facts: { field: 'AA' },
  mayHaveHappened: false,
};

/** What is asked; the times are those of the desk. */
function ask(parts: LedgerParts, task: LedgerTask, scene: Scene, tried: Tried) {
  const { uncertain } = tried;
  const { system, lane } = parts;
  const { loan, copy, person } = scene;
  const { barcode } = copy;
  const card = person?.card ?? '';
  // Some systems break off at a loan without blocks: it is asked once so, then like any other.
  const may = tried.failures === 0;
  const gone = (at: string) => millis(lane.now()) - millis(at) > GONE_AFTER;
  const { lentOn, dueOn: due } = loan;
  if (task.what === 'back') {
    const returned = loan.closedOn ?? lane.now();
    const happened = may && (isOffline(loan, 'back') || gone(returned));
    return system.checkIn({ barcode, card, at: lane.now(), returned, happened, uncertain });
  }
  if (card === '') return NO_CARD;
  if (task.what === 'renew') {
    const at = lane.now();
    const dueBefore = task.dueBefore ?? due;
    return system.renew({ barcode, card, at, due, dueBefore, happened: false, uncertain });
  }
  const happened = may && (isOffline(loan, 'out') || gone(lentOn));
  return system.checkOut({ barcode, card, at: lentOn, due, happened, uncertain });
}

/** The system's words without the reader's name and card; whom else they name only the case's private text tells. */
function maskedWords(messages: readonly string[], person: PrivateRow | undefined): string {
  let text = messages.join(' ');
  for (const secret of [person?.name ?? '', person?.card ?? '']) {
    if (secret !== '') text = text.replaceAll(secret, '*');
  }
  return text.slice(0, 500);
}

type Answer = Pick<LedgerInput, 'ok' | 'due' | 'message' | 'alert' | 'fault'>;

function answerOf(result: Exclude<Ordered<Lent | Returned>, SystemFault>, scene: Scene): Answer {
  const told: Partial<Lent & Returned> = result.is === 'refused' ? {} : result.value;
  const { due = null, alert = false, place = '' } = told;
  const words = alert ? [...result.messages, place] : result.messages;
  const message = maskedWords(words, scene.person);
  return { ok: result.is === 'done', due, message, alert, fault: null };
}

/** Tells the lane what came of it, under an id that the job gives: however often it is told, it counts once. */
async function tell(parts: LedgerParts, job: Job, task: LedgerTask, answer: Answer) {
  const { loanId: _, copyId: _copy, readerId: _reader, ...asked } = task;
  const input: LedgerInput = { ...asked, ...answer };
  const told = await parts.lane.run({
    id: answerId(job),
    actor: 'system',
    point: null,
    type: 'loan.ledger',
    entity: task.loanId,
    expectHead: null,
    input,
  });
  if (hasFailed(told)) return false;
  if (!isAccepted(told.code)) parts.log(`ledger: ${job.key}: ${told.refusal ?? told.code}`);
  return true;
}

/** Id of the command that says what came of a job. */
export function answerId(job: Pick<Job, 'key'>): string {
  return namedId('ledger', job.key, sha256);
}

async function finish(parts: LedgerParts, job: Job, note: string): Promise<Verdict> {
  await parts.store.jobs.done(job.key, parts.clock.now(), note);
  return 'next';
}

/** Puts a job back into its place. */
export async function putBack(
  { store, clock }: LedgerParts,
  job: Job,
  tried: ReturnType<typeof triedOf>,
  why: string,
): Promise<void> {
  await store.jobs.failed(job.key, triedText(job, tried, why), job.dueOn, clock.now());
}

async function onFault(
  parts: LedgerParts,
  job: Job,
  task: LedgerTask,
  fault: SystemFault,
  answered: number,
): Promise<Verdict> {
  const before = triedOf(job);
  const away = AWAY.has(fault.code) || parts.system.isResting();
  const failures = before.failures + (away ? 0 : 1);
  // A system that takes connections and answers nobody is away too: no question is to blame for it.
  const alone = before.alone + (!away && parts.answers() > answered ? 1 : 0);
  const hopeless = fault.code === 'bad_value' || alone >= MOST_FAILURES;
  parts.heard(fault);
  if (hopeless) {
    const answer = { ok: false, due: null, message: '', alert: false, fault: fault.code };
    if (await tell(parts, job, task, answer)) return finish(parts, job, fault.code);
  }
  const uncertain = before.uncertain || fault.mayHaveHappened;
  await putBack(parts, job, { failures, alone, uncertain }, fault.code);
  return away ? 'stop' : 'leave_chain';
}

/** Whether there is still something to say: what never began there neither ends there nor goes on. */
function isIdle(task: LedgerTask, { loan }: Scene): boolean {
  return task.what !== 'out' && loan.ended === 'refused';
}

/** Does a job; what went wrong leaves it in its place. `answered`: `answers()` when it failed last, or as it begins. */
export async function doTask(parts: LedgerParts, job: Job, answered: number): Promise<Verdict> {
  const task = taskOf(job);
  if (!task) return finish(parts, job, 'not_understood');
  const [told] = await parts.store.reads.results([answerId(job)]);
  if (told) return finish(parts, job, 'told_before');
  const scene = await sceneOf(parts, task);
  if (!scene) return finish(parts, job, 'gone');
  if (isIdle(task, scene)) return finish(parts, job, 'not_lent_there');
  const result = await ask(parts, task, scene, triedOf(job));
  if (result.is === 'fault') return onFault(parts, job, task, result, answered);
  parts.heard(null);
  if (!(await tell(parts, job, task, answerOf(result, scene)))) {
    await putBack(parts, job, { ...triedOf(job), uncertain: true }, 'lane');
    return 'stop';
  }
  return finish(parts, job, result.is);
}
