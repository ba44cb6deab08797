// One job of the ledger: what is asked of the library's own system, and what its answer comes to here.

import type { LedgerInput } from '../../shared/circulation/loans/ledger.ts';
import { mergedReader, readerOfCard } from '../../shared/circulation/readers/reader-standing.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Copy, Loan, PrivateRow } from '../../shared/library/entities.ts';
import type { Job } from '../store/job-port.ts';
import { holdTaskOf } from './hold-jobs.ts';
import { doHold } from './hold-task.ts';
import type { Verdict } from './in-order.ts';
import { taskOf, triedOf } from './ledger-jobs.ts';
import type { LedgerTask, Tried } from './ledger-jobs.ts';
import type { LedgerParts } from './ledger-port.ts';
import { NO_CARD, answerId, finish, maskedWords, onFault, putBack, say } from './ledger-words.ts';
import type { Lent, LoanOrder, Ordered, Returned, SystemFault, SystemUnclear } from './port.ts';

/** A book that has been out of the door for so long is gone: what the system would block comes too late; ms. */
const GONE_AFTER = 60_000;
interface Scene {
  loan: Loan;
  copy: Copy;
  /** The reader whose loan it is by now. */
  readerId: string;
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
    return { loan, copy, readerId: id, person: await world.get('private', id) };
  });
}

/** Whose a card is that the system names. */
const whose =
  ({ lane }: LedgerParts, readerId: string): LoanOrder['whose'] =>
  (card) =>
    lane.look(async (world, env) => {
      const holder = await readerOfCard(world, env.cardHash(card));
      if (!holder) return 'nobody';
      return holder.id === readerId ? 'reader' : 'another';
    });

const isOffline = ({ offline }: Loan, which: 'out' | 'back') =>
  offline === which || offline === 'both';

/** What is asked; the times are those of the desk. */
function ask(parts: LedgerParts, task: LedgerTask, scene: Scene, tried: Tried) {
  const { uncertain } = tried;
  const { system, lane } = parts;
  const { loan, copy, person } = scene;
  const card = person?.card ?? '';
  const asked = {
    barcode: copy.barcode,
    card,
    former: person?.formerCards ?? [],
    whose: whose(parts, scene.readerId),
    uncertain,
  };
  // Some systems break off at a loan without blocks: it is asked once so, then like any other.
  const may = tried.failures === 0;
  const gone = (at: string) => millis(lane.now()) - millis(at) > GONE_AFTER;
  const { lentOn, dueOn: due } = loan;
  if (task.what === 'back') {
    const returned = loan.closedOn ?? lane.now();
    const happened = may && (isOffline(loan, 'back') || gone(returned));
    return system.checkIn({ ...asked, at: lane.now(), returned, happened });
  }
  if (card === '') return NO_CARD;
  if (task.what === 'renew') {
    const at = lane.now();
    const dueBefore = task.dueBefore ?? due;
    return system.renew({ ...asked, at, due, dueBefore, happened: false });
  }
  const happened = may && (isOffline(loan, 'out') || gone(lentOn));
  return system.checkOut({ ...asked, at: lentOn, due, happened });
}

type Answer = Omit<LedgerInput, keyof LedgerTask>;
type Result = Exclude<Ordered<Lent | Returned>, SystemFault> | SystemUnclear;

function answerOf(result: Result, scene: Scene): Answer {
  const told: Partial<Lent & Returned> = result.is === 'done' ? result.value : {};
  const { due = null, alert = false, kind = '', place = '' } = told;
  const words = alert ? [...result.messages, place] : result.messages;
  const message = maskedWords(words, scene.person);
  const unclear = result.is === 'unclear';
  const answer = { ok: result.is === 'done', unclear, due, message, alert, fault: null };
  return { ...answer, kind: kind.slice(0, 2) };
}

const NOTHING_SAID = {
  ok: false,
  unclear: false,
  due: null,
  message: '',
  alert: false,
  kind: '',
};

function tell(parts: LedgerParts, job: Job, task: LedgerTask, answer: Answer): Promise<boolean> {
  const { loanId: _, copyId: _copy, readerId: _reader, ...asked } = task;
  const input: LedgerInput = { ...asked, ...answer };
  return say(parts, job, 'loan.ledger', task.loanId, input);
}

/** Whether there is still something to say: what never began there neither ends there nor goes on. */
function isIdle(task: LedgerTask, { loan }: Scene): boolean {
  return task.what !== 'out' && (loan.ended === 'refused' || loan.ledger === 'refused');
}

/** Does a job; what went wrong leaves it in its place. `answered`: `answers()` when it failed last, or as it begins. */
export async function doTask(parts: LedgerParts, job: Job, answered: number): Promise<Verdict> {
  const hold = holdTaskOf(job);
  const task = taskOf(job);
  const [told] = await parts.store.reads.results([answerId(job)]);
  if (told) return finish(parts, job, 'told_before');
  if (hold) return doHold(parts, job, hold, answered);
  if (!task) return finish(parts, job, 'not_understood');
  const scene = await sceneOf(parts, task);
  if (!scene) return finish(parts, job, 'gone');
  if (isIdle(task, scene)) return finish(parts, job, 'not_lent_there');
  const result = await ask(parts, task, scene, triedOf(job));
  if (result.is === 'fault') {
    const answer = { ...NOTHING_SAID, fault: result.code };
    return onFault(parts, job, result, answered, () => tell(parts, job, task, answer));
  }
  parts.heard(null);
  if (!(await tell(parts, job, task, answerOf(result, scene)))) {
    await putBack(parts, job, { ...triedOf(job), uncertain: true }, 'lane');
    return 'stop';
  }
  return finish(parts, job, result.is);
}
