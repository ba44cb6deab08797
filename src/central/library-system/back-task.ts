// One job of the ledger about a return that ends no loan here: looked at first, and told where the system has the copy out.

import type { BackLedgerInput } from '../../shared/circulation/loans/back-ledger.ts';
import { readerOfCard } from '../../shared/circulation/readers/reader-standing.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Copy, PrivateRow } from '../../shared/library/entities.ts';
import type { Job } from '../store/job-port.ts';
import type { BackTask } from './back-jobs.ts';
import type { Verdict } from './in-order.ts';
import { triedOf } from './ledger-jobs.ts';
import type { LedgerParts } from './ledger-port.ts';
import { answerId, finish, maskedWords, onFault, putBack, say } from './ledger-words.ts';
import type { CopyThere, SystemFault } from './port.ts';

/** Nobody borrows a copy again, by a terminal that is not ours, so soon after it was taken back here; ms. */
const AGAIN_AFTER = 10 * 60_000;

type Said = Pick<BackLedgerInput, 'answer' | 'message' | 'kind' | 'fault'>;
const NOTHING_MORE = { message: '', kind: '', fault: null };

/** The reader of ours who has it there, whose name and cards the system's words may hold. */
function personOf({ lane }: LedgerParts, card: string | null): Promise<PrivateRow | undefined> {
  return lane.look(async (world, env) => {
    const reader = card === null ? null : await readerOfCard(world, env.cardHash(card.trim()));
    return reader ? world.get('private', reader.id) : undefined;
  });
}

/** Whether there is something to tell; an attempt without an answer may have left the copy with something to be done. */
function isOver({ state }: CopyThere, uncertain: boolean): boolean {
  if (state === 'charged' || state === 'lost') return false;
  return !uncertain || (state !== 'hold_shelf' && state !== 'in_transit');
}

/** What came of it that a person has to hear of; `over` where nobody has. */
async function ask(
  parts: LedgerParts,
  { barcode }: Copy,
  { scannedOn, returned }: BackTask,
  uncertain: boolean,
): Promise<Said | 'over' | SystemFault> {
  const { system, lane } = parts;
  const there = await system.copy(barcode);
  if (there.is === 'fault') return there;
  if (isOver(there.value, uncertain)) return 'over';
  const at = lane.now();
  const isLate = millis(at) - millis(scannedOn) > AGAIN_AFTER;
  if (isLate && there.value.state === 'charged') return { ...NOTHING_MORE, answer: 'late' };
  const result = await system.checkIn({
    barcode,
    // Whoever has it there, the book is here.
    card: '',
    former: [],
    whose: async () => 'nobody',
    at,
    returned,
    happened: false,
    uncertain,
  });
  if (result.is === 'fault') return result;
  const value = result.is === 'done' ? result.value : null;
  if (value?.alert === false) return 'over';
  const words = value ? [...result.messages, value.place] : result.messages;
  const message = maskedWords(words, await personOf(parts, there.value.card));
  const kind = value?.kind.slice(0, 2) ?? '';
  return { answer: value ? 'alert' : 'refused', message, kind, fault: null };
}

/** Does a job; what went wrong leaves it in its place. */
export async function doBack(
  parts: LedgerParts,
  job: Job,
  task: BackTask,
  answered: number,
): Promise<Verdict> {
  const [told] = await parts.store.reads.results([answerId(job)]);
  if (told) return finish(parts, job, 'told_before');
  const copy = await parts.lane.look((world) => world.get('copy', task.copyId));
  if (!copy) return finish(parts, job, 'gone');
  const tell = (said: Said) => {
    const { copyId, returned: _, ...asked } = task;
    const input: BackLedgerInput = { ...asked, ...said };
    return say(parts, job, 'copy.ledger', copyId, input);
  };
  const { uncertain } = triedOf(job);
  const came = await ask(parts, copy, task, uncertain);
  if (came !== 'over' && 'is' in came) {
    const giveUp = () => tell({ ...NOTHING_MORE, answer: 'fault', fault: came.code });
    return onFault(parts, job, came, answered, giveUp);
  }
  parts.heard(null);
  if (came === 'over') return finish(parts, job, 'done');
  if (await tell(came)) return finish(parts, job, came.answer);
  await putBack(parts, job, { ...triedOf(job), uncertain: true }, 'lane');
  return 'stop';
}
