// A reader waits for a title, or for one copy of it: by staff or by the reader's own phone; a recall calls a loan back.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Copy, Hold, Reader, Title } from '../../library/entities.ts';
import { textOf, textOrNull } from '../../queues/parts/input.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isFree, isLendable } from './free-copy.ts';
import { isRefusal, readerOf, takenRefusal } from '../input.ts';
import { callBack, nextToCallBack } from './call-back.ts';
import type { LentCopy } from './queue-of-holds.ts';
import { keepFree, mayFetch } from './promises.ts';
import { putHold } from './queue-of-holds.ts';
import { standingRefusal } from '../readers/reader-standing.ts';
import { rightRefusal } from '../../queues/rights.ts';

/** What a hold is placed on. */
interface Wanted {
  title: Title;
  /** Copies of it that could ever serve the hold. */
  copies: Copy[];
  copyId: string | null;
  campus: string;
}

const GONE: ReadonlySet<Copy['status']> = new Set(['withdrawn', 'lost', 'provisional']);

async function wantedOf(run: Run): Promise<Wanted | Refusal> {
  const { input } = run.command;
  const copyId = textOrNull(input, 'copyId');
  const copy = copyId === null ? undefined : await run.world.get('copy', copyId);
  if (copyId !== null && !copy) return refuse('not_found', { kind: 'copy' });
  const title = await run.world.get('title', copy?.titleId ?? textOf(input, 'titleId'));
  if (!title) return refuse('not_found', { kind: 'title' });
  const campus = run.env.settings.place(textOf(input, 'campus'));
  if (campus?.kind !== 'campus')
    return refuse('bad_input', { field: 'campus', problem: 'unknown' });
  const all = copy ? [copy] : await run.world.list('copiesOfTitle', title.id);
  const copies = all.filter((each) => !GONE.has(each.status) && isLendable(run, each));
  if (copies.length === 0) return refuse('nothing_to_wait_for');
  return { title, copies, copyId, campus: campus.id };
}

/** Who asks: a reader for themselves, staff for a reader. */
async function askerOf(run: Run): Promise<Reader | Refusal> {
  const own = run.actor.readerId;
  if (own === null || run.actor.id !== own) {
    return rightRefusal(run, 'hold.place', 'place_hold') ?? readerOf(run);
  }
  return (await run.world.get('reader', own)) ?? refuse('not_found', { kind: 'reader' });
}

async function readerRefusal(run: Run, reader: Reader, wanted: Wanted): Promise<Refusal | null> {
  const standing = standingRefusal(reader, run.today);
  if (standing) return standing;
  const holds = await run.world.list('holdsOfReader', reader.id);
  if (holds.some((hold) => hold.titleId === wanted.title.id)) return refuse('hold_exists');
  const limit = run.env.settings.policies.number('hold.limit');
  return holds.length >= limit ? refuse('hold_limit', { used: holds.length, limit }) : null;
}

interface Standing {
  loans: LentCopy[];
  free: Copy[];
}

async function standingOf(run: Run, { copies }: Wanted): Promise<Standing> {
  const standing: Standing = { loans: [], free: [] };
  for (const copy of copies) {
    const [loan] = await run.world.list('openLoanOf', copy.id);
    if (loan) standing.loans.push({ loan, copy });
    else if (await isFree(run, copy)) standing.free.push(copy);
  }
  return standing;
}

function copiesRefusal(
  run: Run,
  reader: Reader,
  { campus }: Wanted,
  { loans, free }: Standing,
): Refusal | null {
  const own = loans.find(({ loan }) => loan.readerId === reader.id);
  if (own) {
    return refuse('on_loan_to_reader', { barcode: own.copy.barcode, due: own.loan.dueOn });
  }
  const { policies, place } = run.env.settings;
  if (policies.flag('hold.on_shelf')) return null;
  const here = free.find((copy) => place(copy.holding)?.campus === campus);
  return here ? refuse('on_shelf_here', { campus, barcode: here.barcode }) : null;
}

function about(run: Run, { holding, barcode }: Copy): Facts {
  return { campus: run.env.settings.place(holding)?.campus ?? '', barcode };
}

/** Writes the hold; a copy that stands free is kept, else a recall calls a loan back; says who is before. */
async function place(run: Run, reader: Reader, wanted: Wanted, standing: Standing): Promise<void> {
  const kind = run.command.input['kind'] === 'recall' ? 'recall' : 'hold';
  const hold: Hold = {
    id: run.command.entity,
    ver: 0,
    titleId: wanted.title.id,
    copyId: wanted.copyId,
    ...(wanted.copyId === null ? {} : { scope: 'copy' as const }),
    readerId: reader.id,
    placedOn: run.at,
    pickupCampus: wanted.campus,
    kind,
    status: 'waiting',
  };
  await putHold(run, null, hold);
  await keepFree(run, standing.free, wanted.campus);
  const now = (await run.world.get('hold', hold.id)) ?? hold;
  const kept = standing.free.find(({ id }) => id === now.copyId && now.status === 'ready');
  if (kept) {
    remark(run, 'fetch_asked', about(run, kept));
    return;
  }
  const called = kind === 'recall' ? nextToCallBack(standing.loans) : undefined;
  if (called) await callBack(run, called);
  const [free] = standing.free.filter((copy) => !mayFetch(run, copy, wanted.campus));
  if (free) remark(run, 'free_elsewhere', about(run, free));
  const waiting = await run.world.list('waitingHolds', wanted.title.id);
  remark(run, 'hold_place', { place: waiting.findIndex(({ id }) => id === hold.id) + 1 });
}

/**
 * Carries out `hold.place`: the entity is the new hold's id; `titleId` or `copyId`, `campus` of collecting, `kind`
 * (`hold` or `recall`), and by staff `card` or `readerId`. Says the place in the queue.
 */
export async function placeHold(run: Run): Promise<Refusal | null> {
  const taken = await takenRefusal(run, 'hold');
  if (taken) return taken;
  const reader = await askerOf(run);
  if (isRefusal(reader)) return reader;
  const wanted = await wantedOf(run);
  if ('ok' in wanted) return wanted;
  const standing = await standingOf(run, wanted);
  const refused =
    (await readerRefusal(run, reader, wanted)) ?? copiesRefusal(run, reader, wanted, standing);
  if (refused) return refused;
  await place(run, reader, wanted, standing);
  return null;
}
