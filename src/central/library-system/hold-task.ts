// One job of the ledger about a hold: what is asked of the library's own system, and what its answer comes to here.

import type { HoldLedgerInput } from '../../shared/circulation/holds/hold-ledger.ts';
import { mergedReader } from '../../shared/circulation/readers/reader-standing.ts';
import type { Copy, Hold, PrivateRow } from '../../shared/library/entities.ts';
import type { Job } from '../store/job-port.ts';
import type { HoldTask } from './hold-jobs.ts';
import type { Verdict } from './in-order.ts';
import { triedOf } from './ledger-jobs.ts';
import type { LedgerParts } from './ledger-port.ts';
import { NO_CARD, finish, maskedWords, onFault, putBack, say } from './ledger-words.ts';

interface Scene {
  hold: Hold;
  /** A copy by which the system knows the title. */
  copy: Copy;
  person: PrivateRow | undefined;
  /** Code of the campus where the copy is collected. */
  campus: string;
}

async function sceneOf({ lane }: LedgerParts, task: HoldTask): Promise<Scene | null> {
  return lane.look(async (world) => {
    const hold = await world.get('hold', task.holdId);
    if (!hold) return null;
    const own = hold.copyId === null ? undefined : await world.get('copy', hold.copyId);
    const all = await world.list('copiesOfTitle', hold.titleId);
    const copy = own ?? all.find(({ status }) => status !== 'withdrawn') ?? all[0];
    if (!copy) return null;
    const reader = await world.get('reader', hold.readerId || task.readerId);
    const { id } = reader ? await mergedReader(world, reader) : { id: task.readerId };
    const place = await world.get('place', hold.pickupCampus);
    const campus = place?.code ?? hold.pickupCampus;
    return { hold, copy, person: await world.get('private', id), campus };
  });
}

type Said = Pick<HoldLedgerInput, 'answer' | 'message' | 'fault'>;

/** Tells the lane what came of it; false when it could not be told. */
function tell(parts: LedgerParts, job: Job, task: HoldTask, copyId: string, said: Said) {
  const { what, commandId, by, desk } = task;
  const input: HoldLedgerInput = { what, copyId, commandId, by, desk, ...said };
  return say(parts, job, 'hold.ledger', task.holdId, input);
}

/** Does a job; what went wrong leaves it in its place. */
export async function doHold(
  parts: LedgerParts,
  job: Job,
  task: HoldTask,
  answered: number,
): Promise<Verdict> {
  const scene = await sceneOf(parts, task);
  if (!scene) return finish(parts, job, 'gone');
  const { hold, copy, person, campus } = scene;
  const ends = task.what === 'unhold';
  if (ends && hold.ledger !== 'confirmed') return finish(parts, job, 'not_held_there');
  const card = person?.card ?? '';
  const { uncertain } = triedOf(job);
  const order = { barcode: copy.barcode, card, at: parts.lane.now(), uncertain };
  const thisCopy = hold.scope === 'copy';
  const pickup = parts.system.pickups[campus] ?? '';
  const result =
    card === '' ? NO_CARD : await parts.system.hold({ ...order, pickup, thisCopy, ends });
  if (result.is === 'fault') {
    const fault: Said = { answer: 'fault', message: '', fault: result.code };
    const giveUp = () => tell(parts, job, task, copy.id, fault);
    return onFault(parts, job, result, answered, giveUp);
  }
  parts.heard(null);
  const words = result.is === 'refused' ? maskedWords(result.messages, person) : '';
  const said: Said = { answer: result.is, message: words, fault: null };
  if (await tell(parts, job, task, copy.id, said)) return finish(parts, job, result.is);
  await putBack(parts, job, { ...triedOf(job), uncertain: true }, 'lane');
  return 'stop';
}
