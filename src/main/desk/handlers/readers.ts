// Readers as members of the library, as the page asks for them.

import type * as z from 'zod';
import { openThings } from '../../../shared/circulation/readers/open-things.ts';
import { readerOfCard } from '../../../shared/circulation/readers/reader-standing.ts';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { sqliteWorld } from '../db/world.ts';
import { actorOf, asPerson, commandBy } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { noticeViews } from '../queues/notice-view.ts';
import { mayServe } from '../search/scan-meanings.ts';
import { lookingAs } from './looker.ts';

type Names =
  | 'readers.choices'
  | 'readers.register'
  | 'readers.change'
  | 'readers.block'
  | 'readers.unblock'
  | 'readers.restore'
  | 'readers.departure'
  | 'readers.notices'
  | 'readers.depart'
  | 'readers.merge';

type Input<K extends Names> = z.output<DeskContract[K]['input']>;
type Second = Input<'readers.depart'>['second'];
type Done = { ok: true; remarks: { code: string; facts: Refusal['facts'] }[] } | Refusal;

/** A command of one person ends its work within so many; a departure of thousands of things is a fault. */
const MOST_ROUNDS = 200;
/** Which of the ids derived from a command's own names the reader whom it registers, and from where on its followers. */
const READER = 0;
const FOLLOWERS = 1000;

const world = (context: DeskContext) => sqliteWorld(context.store.replica().statements);

async function done(
  context: DeskContext,
  command: { id: string; type: string; entity: string; input: Record<string, unknown> },
): Promise<Done> {
  const outcome = await commandBy(context, command);
  return outcome.ok ? { ok: true, remarks: outcome.remarks } : outcome;
}

/** Gives the command again under ids of its own as long as it says that it goes on. */
async function doneInRounds(
  context: DeskContext,
  command: { id: string; type: string; entity: string; input: Record<string, unknown> },
  goesOn: string,
): Promise<Done> {
  const remarks: { code: string; facts: Refusal['facts'] }[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const id = round === 0 ? command.id : context.env.deriveId(command.id, FOLLOWERS + round);
    const outcome = await done(context, { ...command, id });
    if (!outcome.ok) return outcome;
    remarks.push(...outcome.remarks.filter(({ code }) => code !== goesOn));
    if (!outcome.remarks.some(({ code }) => code === goesOn)) return { ok: true, remarks };
  }
  return refuse('internal', { id: null });
}

async function register(
  context: DeskContext,
  { commandId, reader, back }: Input<'readers.register'>,
) {
  const entity = context.env.deriveId(commandId, READER);
  const input = { readers: [reader], ...(back ? { back } : {}) };
  const outcome = await done(context, { id: commandId, type: 'reader.register', entity, input });
  if (!outcome.ok) return outcome;
  const holder = await readerOfCard(world(context), context.env.cardHash(reader.card));
  return { ...outcome, readerId: holder?.id ?? entity };
}

/** The second person's id, once they have signed; an empty input where nobody was asked to. */
async function signed(context: DeskContext, second: Second) {
  if (!second) return { ok: true as const, input: {} };
  const answer = await context.signIn.second(second.login, second.password);
  return answer.ok ? { ok: true as const, input: { secondPerson: answer.staff.id } } : answer;
}

async function depart(
  context: DeskContext,
  { commandId, readerId, note, second }: Input<'readers.depart'>,
): Promise<Done> {
  return asPerson(context, async (): Promise<Done> => {
    const by = await signed(context, second);
    if (!by.ok) return by;
    const input = { ...(note.trim() === '' ? {} : { note: note.trim() }), ...by.input };
    const command = { id: commandId, type: 'reader.depart', entity: readerId, input };
    return doneInRounds(context, command, 'departure_goes_on');
  });
}

async function merge(
  context: DeskContext,
  { commandId, readerId, into, second }: Input<'readers.merge'>,
): Promise<Done> {
  return asPerson(context, async (): Promise<Done> => {
    const by = await signed(context, second);
    if (!by.ok) return by;
    const input = { into, ...by.input };
    const command = { id: commandId, type: 'reader.merge', entity: readerId, input };
    return doneInRounds(context, command, 'merge_goes_on');
  });
}

async function departure(context: DeskContext, readerId: string) {
  const source = lookingAs(context);
  if (!mayServe(source)) return null;
  if (!(await world(context).get('reader', readerId))) return null;
  const who = context.session.person();
  const mayAlone = who.ok && mayDo('loan.override', actorOf(context, who.person));
  return { things: await openThings(world(context), readerId), mayAlone };
}

/** Notices of a reader that a page shows. */
const FEW_NOTICES = 10;

async function notices(context: DeskContext, readerId: string) {
  if (!mayServe(lookingAs(context))) return null;
  const all = await world(context).list('noticesOfReader', readerId);
  const own = all.filter(({ requestId }) => requestId === null).slice(-FEW_NOTICES);
  const { statements } = context.store.replica();
  return noticeViews(statements, own, null, context.store.settings()).toReversed();
}

/** Handlers of readers as members. */
export function readersHandlers(context: DeskContext): DeskHandlers<Names> {
  const about =
    (type: string) =>
    (input: { commandId: string; readerId: string }, own = {}) =>
      done(context, { id: input.commandId, type, entity: input.readerId, input: own });
  return {
    'readers.choices': async () => {
      const { policies } = context.store.settings();
      return {
        categories: policies.list('reader.categories'),
        card: policies.text('barcode.card'),
      };
    },
    'readers.register': (ask) => register(context, ask),
    'readers.change': (ask) => about('reader.change')(ask, ask.change),
    'readers.block': ({ commandId, readerId, reason }) =>
      doneInRounds(
        context,
        { id: commandId, type: 'reader.block', entity: readerId, input: { reason } },
        'block_goes_on',
      ),
    'readers.unblock': (ask) => about('reader.unblock')(ask),
    'readers.restore': (ask) => about('reader.restore')(ask),
    'readers.departure': ({ readerId }) => departure(context, readerId),
    'readers.notices': ({ readerId }) => notices(context, readerId),
    'readers.depart': (ask) => depart(context, ask),
    'readers.merge': (ask) => merge(context, ask),
  };
}
