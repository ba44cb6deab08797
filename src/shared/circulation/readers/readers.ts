// Readers come, change, are blocked and let in again; private text goes to its own row and into no fact.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { maskNumber } from '../../library/masks.ts';
import type { Reader } from '../../library/entities.ts';
import { OTHER_RIGHTS, mayDo, mayDoAt } from '../../queues/rights.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isBlockReason } from './block-reasons.ts';
import { suspendRequests } from './reader-requests.ts';
import { changeInput, preferInput, registerInput } from './reader-input.ts';
import type { OpenField, ReaderChange, TableReader } from './reader-input.ts';
import { changedReader, changedText, isSameReader, newRows, withFormer } from './reader-rows.ts';

/** Rights that are about readers. */
type ReaderRight = 'reader.register' | 'reader.block' | 'reader.depart' | 'reader.merge';

/** `forbidden` where the actor has not the right, or none that reaches the campus. */
export function campusRefusal(
  { actor }: Pick<Run, 'actor'>,
  right: ReaderRight,
  campus: string | null,
): Refusal | null {
  if (mayDoAt(right, actor.grants, campus)) return null;
  const reach = mayDo(right, actor) ? 'campus' : null;
  const roles = OTHER_RIGHTS[right].join(' ');
  return refuse('forbidden', { action: right.slice('reader.'.length), roles, reach });
}

function badInput(issues: readonly { path: readonly PropertyKey[]; code?: string }[]): Refusal {
  const [issue] = issues;
  const field = String(issue?.path.at(-1) ?? 'readers');
  return refuse('bad_input', { field, problem: issue?.code === 'too_big' ? 'too_long' : 'format' });
}

/** What a registration or change asks of card, category and campus. */
async function fieldsRefusal(run: Run, fields: ReaderChange): Promise<Refusal | null> {
  const { card, category, campus } = fields;
  const { policies } = run.env.settings;
  if (card !== undefined && !new RegExp(policies.text('barcode.card'), 'u').test(card)) {
    return refuse('bad_card', { card: maskNumber(card) });
  }
  if (category !== undefined && !policies.list('reader.categories').includes(category)) {
    return refuse('unknown_category', { category });
  }
  if (campus === undefined) return null;
  const place = await run.world.get('place', campus);
  return place?.kind === 'campus'
    ? null
    : refuse('bad_input', { field: 'campus', problem: 'unknown' });
}

/** Whoever has the card already, or had it before a merge. */
async function holderOf(run: Run, card: string): Promise<Reader | undefined> {
  return (await run.world.list('readerByCardHash', run.env.cardHash(card)))[0];
}

async function put(run: Run, before: Reader, change: ReaderChange): Promise<boolean> {
  const after = changedReader(run, before, change);
  const had = await run.world.get('private', before.id);
  const text = changedText(had, before.id, change);
  if (text) run.world.put('private', withFormer(run, text, had ? [had.card] : []));
  const differs = !isSameReader(before, after);
  if (differs) run.world.put('reader', after);
  return differs || text !== null;
}

/** What a row says of a reader: nothing of what it leaves open, of `fields` at least. */
function saidOf(
  { unsaid = [], ...reader }: TableReader,
  fields?: readonly OpenField[],
): ReaderChange {
  const open: readonly string[] = fields
    ? unsaid.filter((field) => fields.includes(field))
    : unsaid;
  return Object.fromEntries(Object.entries(reader).filter(([field]) => !open.includes(field)));
}

/** What a row changes of whom it is about: everything of somebody new or come back, but no contact that it leaves open. */
export function tableChange(known: Reader | undefined, row: TableReader): ReaderChange {
  return known?.status === 'left'
    ? saidOf(row, ['phone', 'email'])
    : saidOf(row, known ? undefined : []);
}

/**
 * Why a row of a table registers or changes nobody: no right at the campus that it names or at the one where the reader is,
 * or the card is taken.
 */
export function tableRefusal(
  run: Pick<Run, 'actor'>,
  row: TableReader,
  { known, update, back }: { known: Reader | undefined; update: boolean; back: boolean },
): Refusal | null {
  if (known?.status === 'left' && !update && !back) {
    return refuse('card_left', { card: known.cardMasked, name: known.nameMasked });
  }
  if (known && known.status !== 'left' && (!update || known.status === 'merged')) {
    return refuse('card_taken', { card: known.cardMasked });
  }
  const campuses = [tableChange(known, row).campus, known?.campus].filter((id) => id !== undefined);
  for (const campus of campuses) {
    const refused = campusRefusal(run, 'reader.register', campus);
    if (refused) return refused;
  }
  return null;
}

/** A reader who had left, as they were: blocked where they were that. */
const returned = (reader: Reader): Reader => ({
  ...reader,
  status: reader.block === undefined ? 'active' : 'blocked',
});

/** Somebody who had left comes back under the same card. */
async function comeBack(run: Run, before: Reader, input: ReaderChange): Promise<null> {
  const back = returned(before);
  run.world.put('reader', back);
  await put(run, back, input);
  remark(run, 'reader_back');
  return null;
}

async function registerOne(
  run: Run,
  id: string,
  input: TableReader,
  how: { update: boolean; back: boolean },
): Promise<Refusal | null> {
  const known = await holderOf(run, input.card);
  const change = tableChange(known, input);
  const refused = tableRefusal(run, input, { known, ...how }) ?? (await fieldsRefusal(run, change));
  if (refused) return refused;
  if (known?.status === 'left') return comeBack(run, known, change);
  if (known) {
    await put(run, known, change);
    return null;
  }
  const { reader, text } = newRows(run, id, input);
  run.world.put('reader', reader);
  run.world.put('private', text);
  return null;
}

/**
 * Carries out `reader.register`: up to fifty readers, all or none. One is named by the entity, several by ids that follow
 * from the command. Refuses `forbidden`, `bad_input`, `bad_card`, `unknown_category`, `card_taken`, `card_left` and
 * `card_twice`.
 */
export async function register(run: Run): Promise<Refusal | null> {
  const read = registerInput.safeParse(run.command.input);
  if (!read.success) return badInput(read.error.issues);
  const { readers, update = false, back = false } = read.data;
  const cards = new Set(readers.map(({ card }) => card));
  if (cards.size < readers.length) return refuse('card_twice');
  const single = readers.length === 1;
  const { entity } = run.command;
  if (
    single &&
    ((await run.world.get('reader', entity)) || (await run.world.get('staff', entity)))
  ) {
    return refuse('bad_command', { problem: 'entity' });
  }
  for (const reader of readers) {
    const refused = await registerOne(run, single ? entity : run.nextId(), reader, {
      update,
      back,
    });
    if (refused) return refused;
  }
  return null;
}

/** The reader whom a command is about, where somebody with the right may still act on the row. */
export async function subjectOf(run: Run, right: ReaderRight): Promise<Reader | Refusal> {
  const reader = await run.world.get('reader', run.command.entity);
  const refused = campusRefusal(run, right, reader?.campus ?? null);
  if (refused) return refused;
  if (!reader || reader.cardHash === '') return refuse('not_found', { kind: 'reader' });
  const { status } = reader;
  return status === 'left' || status === 'merged' ? refuse('reader_gone', { status }) : reader;
}

/** Carries out `reader.change` with what changes. */
export async function change(run: Run): Promise<Refusal | null> {
  const reader = await subjectOf(run, 'reader.register');
  if ('ok' in reader) return reader;
  const read = changeInput.safeParse(run.command.input);
  if (!read.success) return badInput(read.error.issues);
  const { campus, card } = read.data;
  const refused =
    (campus === undefined ? null : campusRefusal(run, 'reader.register', campus)) ??
    (await fieldsRefusal(run, read.data));
  if (refused) return refused;
  const holder = card === undefined ? undefined : await holderOf(run, card);
  if (holder && holder.id !== reader.id) return refuse('card_taken', { card: holder.cardMasked });
  await put(run, reader, read.data);
  return null;
}

/**
 * Carries out `reader.block`: nothing new is asked for or lent, and what is under way goes to a supervisor (rule 12). More than
 * one command can change goes on with the next (remark `block_goes_on`).
 */
export async function block(run: Run): Promise<Refusal | null> {
  const reader = await subjectOf(run, 'reader.block');
  if ('ok' in reader) return reader;
  const { reason } = run.command.input;
  if (!isBlockReason(reason)) return refuse('bad_input', { field: 'reason', problem: 'options' });
  run.world.put('reader', { ...reader, status: 'blocked', block: reason });
  // The same block once more is its next step; requests that a supervisor let go on stay out of another one.
  const goesOn = reader.status !== 'blocked' || reader.block === reason;
  const suspended = goesOn ? await suspendRequests(run, reader.id) : { moved: 0, more: false };
  if (suspended.moved > 0) remark(run, 'requests_suspended', { requests: suspended.moved });
  if (suspended.more) remark(run, 'block_goes_on');
  return null;
}

/** Carries out `reader.unblock`. */
export async function unblock(run: Run): Promise<Refusal | null> {
  const reader = await subjectOf(run, 'reader.block');
  if ('ok' in reader) return reader;
  if (reader.status !== 'blocked') return refuse('not_blocked');
  const { block: _, ...rest } = reader;
  run.world.put('reader', { ...rest, status: 'active' });
  return null;
}

/**
 * Carries out `reader.restore`: somebody whose departure was a mistake, or who is back, is a reader again as they were. What was
 * ended with the departure stays ended.
 */
export async function restore(run: Run): Promise<Refusal | null> {
  const reader = await run.world.get('reader', run.command.entity);
  const refused = campusRefusal(run, 'reader.register', reader?.campus ?? null);
  if (refused) return refused;
  if (!reader || reader.cardHash === '') return refuse('not_found', { kind: 'reader' });
  if (reader.status !== 'left') return refuse('not_left');
  run.world.put('reader', returned(reader));
  return null;
}

/** Carries out `reader.prefer`: language of notices and one digest a day, by the reader or by whoever registers. */
export async function prefer(run: Run): Promise<Refusal | null> {
  const { entity, input } = run.command;
  const reader = await run.world.get('reader', entity);
  const own = run.actor.id === entity;
  const refused = own ? null : campusRefusal(run, 'reader.register', reader?.campus ?? null);
  if (refused) return refused;
  if (!reader) return refuse('not_found', { kind: 'reader' });
  const read = preferInput.safeParse(input);
  if (!read.success) return badInput(read.error.issues);
  const { language: oldLanguage, notices: oldNotices, ...rest } = reader;
  const { language = oldLanguage ?? null, notices = oldNotices ?? null } = read.data;
  const after: Reader = {
    ...rest,
    ...(language === null ? {} : { language }),
    ...(notices === null ? {} : { notices }),
  };
  if (!isSameReader(reader, after)) run.world.put('reader', after);
  return null;
}
