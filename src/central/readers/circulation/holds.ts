// What a reader waits for: place in the queue, where a copy lies ready and until when; placing and cancelling.

import type * as z from 'zod';
import type { Copy, Hold } from '../../../shared/library/entities.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import type { holdBody, holdCancelBody } from '../../../shared/sync/reader-circulation-calls.ts';
import type {
  HoldLine,
  holdsAnswer,
  titleHold,
} from '../../../shared/sync/reader-circulation-views.ts';
import { HOLD_SENTENCES, bothFilled } from '../../../shared/words/reader-loan-sentences.ts';
import { hasFailed } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import { commandId, madeBy, runAs, saying } from '../commands.ts';
import type { ReaderContext } from '../reader-context.ts';
import { refusal, refusedOf, told } from '../refused.ts';
import { tryFor } from './trial.ts';

const NO_HOLD = refusal(404, 'not_found', { kind: 'hold' });

/** What a line needs besides its hold. */
interface Around {
  settings: Settings;
  /** Everybody who waits for the title, in their order. */
  waiting: readonly Hold[];
  title: { title: string; author: string } | undefined;
  barcode: string | null;
}

function sentenceOf(hold: Hold, place: number, around: Around): HoldLine['sentence'] {
  const { settings, waiting } = around;
  const campus = settings.place(hold.pickupCampus)?.name ?? { zh: '–', en: '–' };
  if (hold.status === 'ready' && hold.slot === undefined)
    return bothFilled(HOLD_SENTENCES.coming, {}, { campus });
  if (hold.status === 'ready') {
    const slot = settings.place(hold.slot ?? '')?.code ?? null;
    const until = hold.readyUntil ?? null;
    const day = until === null ? null : settings.calendars.dayOf(until);
    return bothFilled(HOLD_SENTENCES.ready, { slot, day }, { campus });
  }
  const facts = { place, waiting: waiting.length };
  return bothFilled(place === 1 ? HOLD_SENTENCES.next : HOLD_SENTENCES.waiting, facts);
}

function lineOf(hold: Hold, around: Around): HoldLine {
  const { settings, waiting, title, barcode } = around;
  const promised = hold.status === 'ready';
  // What is kept for a reader is nothing to come for until it lies on the hold shelf.
  const ready = promised && hold.slot !== undefined;
  const place = waiting.findIndex(({ id }) => id === hold.id) + 1;
  const campusName = settings.place(hold.pickupCampus)?.name ?? { zh: '–', en: '–' };
  const until = hold.readyUntil ?? null;
  return {
    id: hold.id,
    titleId: hold.titleId,
    title: title?.title ?? '',
    author: title?.author ?? '',
    copyId: hold.copyId,
    barcode,
    kind: hold.kind,
    placedOn: hold.placedOn,
    campus: hold.pickupCampus,
    campusName,
    state: ready ? 'ready' : 'waiting',
    place: promised ? null : place,
    waiting: waiting.length,
    readyAt: ready ? campusName : null,
    readySlot: ready ? (settings.place(hold.slot ?? '')?.code ?? null) : null,
    readyUntil: ready && until !== null ? settings.calendars.dayOf(until) : null,
    sentence: sentenceOf(hold, place, around),
  };
}

async function holdLines(context: ReaderContext, holds: readonly Hold[]): Promise<HoldLine[]> {
  const { rows } = context;
  const { settings } = await context.env();
  const titleIds = holds.map(({ titleId }) => titleId);
  const titles = await rows.get('title', titleIds);
  const waiting = await rows.lists('waitingHolds', titleIds);
  const copies = await rows.get(
    'copy',
    holds.map(({ copyId }) => copyId),
  );
  return holds.map((hold) =>
    lineOf(hold, {
      settings,
      waiting: waiting.get(hold.titleId) ?? [],
      title: titles.get(hold.titleId),
      barcode: copies.get(hold.copyId ?? '')?.barcode ?? null,
    }),
  );
}

/** Waiting and ready holds of the reader. */
export async function holdsOf(
  context: ReaderContext,
  readerId: string,
): Promise<z.output<typeof holdsAnswer>> {
  const holds = await context.rows.list('holdsOfReader', readerId);
  const { policies } = (await context.env()).settings;
  return { rows: await holdLines(context, holds), most: policies.number('hold.limit') };
}

async function ownHold(
  context: ReaderContext,
  readerId: string,
  id: string,
): Promise<Hold | undefined> {
  const hold = await context.rows.one('hold', id);
  return hold?.readerId === readerId ? hold : undefined;
}

/** A reader sees copies that are not catalogued yet, and whom they are lent to: “none is ever lent” would be wrong there. */
function codeFor(code: string, copies: readonly Copy[]): string {
  const comes = copies.some(({ status }) => status === 'provisional');
  return code === 'nothing_to_wait_for' && comes ? 'not_catalogued_yet' : code;
}

/** Waits for a title, or one copy of it. */
export async function placeHold(
  context: ReaderContext,
  readerId: string,
  { requestId, titleId, copyId, campus, kind }: z.output<typeof holdBody>,
): Promise<{ hold: HoldLine | null } | Failure> {
  const id = commandId(readerId, saying('hold', { titleId, copyId, campus, kind }), requestId);
  const entity = madeBy(id);
  const reader = await context.rows.one('reader', readerId);
  const copy = copyId === undefined ? undefined : await context.rows.one('copy', copyId);
  if (copyId !== undefined && copy?.titleId !== titleId) {
    return refusal(404, 'not_found', { kind: 'copy' });
  }
  const input = {
    titleId,
    kind,
    campus: campus ?? reader?.campus ?? '',
    ...(copyId === undefined ? {} : { copyId }),
  };
  const result = await runAs(context, readerId, { id, type: 'hold.place', entity, input });
  if (hasFailed(result)) return result;
  const refused = refusedOf(result);
  if (refused) {
    const copies = await context.rows.list('copiesOfTitle', titleId);
    const code = codeFor(result.refusal ?? result.code, copies);
    return code === 'not_catalogued_yet' ? refusal(refused.status, code) : refused;
  }
  const hold = await ownHold(context, readerId, entity);
  const [line] = hold && hold.status !== 'closed' ? await holdLines(context, [hold]) : [];
  return { hold: line ?? null };
}

/** Waits no longer. */
export async function cancelHold(
  context: ReaderContext,
  readerId: string,
  holdId: string,
  { requestId }: z.output<typeof holdCancelBody>,
): Promise<{ hold: HoldLine | null } | Failure> {
  if (!(await ownHold(context, readerId, holdId))) return NO_HOLD;
  const id = commandId(readerId, `unhold/${holdId}`, requestId);
  const draft = { id, type: 'hold.cancel', entity: holdId, input: {} };
  const result = await runAs(context, readerId, draft);
  if (hasFailed(result)) return result;
  return refusedOf(result) ?? { hold: null };
}

/** Whether the reader can wait for a title, and who does already. */
export async function titleHoldOf(
  context: ReaderContext,
  readerId: string,
  titleId: string,
): Promise<z.output<typeof titleHold>> {
  return tryFor(context, readerId, async ({ world, why }) => {
    const reader = await world.get('reader', readerId);
    const input = { titleId, campus: reader?.campus ?? '' };
    const copies = await world.list('copiesOfTitle', titleId);
    const place = async (kind: Hold['kind']) => {
      const refused = await why({ type: 'hold.place', input: { ...input, kind } });
      return refused && told(codeFor(refused.code, copies), refused.facts);
    };
    const own = await world.list('holdsOfReader', readerId);
    return {
      noHold: await place('hold'),
      noRecall: await place('recall'),
      waiting: (await world.list('waitingHolds', titleId)).length,
      mine: own.find((hold) => hold.titleId === titleId)?.id ?? null,
    };
  });
}
