// What a reader does with an own request: cancel, answer, insist, another slot, a problem, stars, and words of any kind.

import type * as z from 'zod';
import { startsFrom } from '../../shared/queues/engine/decide.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import type { Request } from '../../shared/queues/request.ts';
import type {
  answerBody,
  cancelBody,
  feedbackBody,
  insistBody,
  problemBody,
  ratingBody,
  slotBody,
} from '../../shared/sync/reader-calls.ts';
import type { ReaderLine } from '../../shared/sync/reader-views.ts';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { commandId, madeBy, runAs, runPlain, saying } from './commands.ts';
import { linesOf, ownRequest } from './lines.ts';
import type { ReaderContext } from './reader-context.ts';
import { refusal, refusedOf } from './refused.ts';

/** The request after something was done with it. */
export type Done = { request: ReaderLine } | Failure;

const NOT_MINE = refusal(404, 'not_found', { kind: 'request' });

type Input = Record<string, unknown>;

/** One call on an own request: `pick` says which action it means, as the request stands. */
interface Act {
  call: string;
  requestId: string;
  /** Actions that the call may come to, in a fixed order; a repeat finds the one that was taken. */
  actions: readonly string[];
  pick: (request: Request) => string;
  input: Input;
}

/** The action of this call that was carried out before, if the call is a repeat; `ids` are those of its commands. */
async function takenBefore(
  { store }: ReaderContext,
  ids: readonly string[],
  { actions }: Act,
): Promise<string | undefined> {
  if (actions.length === 1) return actions[0];
  const accepted = (await store.reads.results(ids)).find(({ code }) => code === 'ok');
  return accepted && actions[ids.indexOf(accepted.id)];
}

async function act(context: ReaderContext, readerId: string, id: string, what: Act): Promise<Done> {
  const request = await ownRequest(context, readerId, id);
  if (!request) return NOT_MINE;
  const { actions, call, requestId } = what;
  const said = saying(`${call}/${id}`, what.input);
  const ids = actions.map((_, n) => commandId(readerId, said, requestId, n + 1));
  const action = (await takenBefore(context, ids, what)) ?? what.pick(request);
  const result = await runAs(context, readerId, {
    id: ids[actions.indexOf(action)] ?? '',
    type: `${request.queue}.${action}`,
    entity: id,
    input: what.input,
  });
  if (hasFailed(result)) return result;
  const refused = refusedOf(result);
  if (refused) return refused;
  const [line] = await linesOf(context, [(await ownRequest(context, readerId, id)) ?? request]);
  return line ? { request: line } : NOT_MINE;
}

/** Whether the request can still be cancelled at once; later it is a request to cancel. */
function endsAtOnce(request: Request): boolean {
  const spec = QUEUES[request.queue].actions['cancel'];
  return spec !== undefined && startsFrom(spec, request);
}

function filled(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** Cancels, or asks for it where the copy is in a hand already. */
export function cancel(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId, reason, where, note }: z.output<typeof cancelBody>,
): Promise<Done> {
  return act(context, readerId, id, {
    call: 'cancel',
    requestId,
    actions: ['cancel', 'ask_cancel'],
    pick: (request) => (endsAtOnce(request) ? 'cancel' : 'ask_cancel'),
    input: filled({ reason, where, note }),
  });
}

/** Answers what the library asked; after the time for it, the answer reopens the request. */
export function answer(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId, answer: text }: z.output<typeof answerBody>,
): Promise<Done> {
  return act(context, readerId, id, {
    call: 'answer',
    requestId,
    actions: ['answer', 'reopen'],
    pick: ({ state }) => (state === 'cancelled' ? 'reopen' : 'answer'),
    input: { answer: text },
  });
}

/** A call that means one action. */
function plain(call: string, action: string) {
  return (
    context: ReaderContext,
    readerId: string,
    id: string,
    requestId: string,
    input: Input,
  ): Promise<Done> =>
    act(context, readerId, id, { call, requestId, actions: [action], pick: () => action, input });
}

/** Has a book looked for once more. */
export function insist(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId }: z.output<typeof insistBody>,
): Promise<Done> {
  return plain('insist', 'insist')(context, readerId, id, requestId, {});
}

/** Chooses another slot. */
export function changeSlot(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId, slot }: z.output<typeof slotBody>,
): Promise<Done> {
  return plain('slot', 'change_slot')(context, readerId, id, requestId, { slot });
}

/** Says what is wrong with a book that the reader has. */
export function reportProblem(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId, reason, note }: z.output<typeof problemBody>,
): Promise<Done> {
  const input = filled({ reason, note });
  return plain('problem', 'report_problem')(context, readerId, id, requestId, input);
}

/** Gives stars to a request that has ended. */
export async function rate(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId, stars, text }: z.output<typeof ratingBody>,
): Promise<{ ok: true } | Failure> {
  if (!(await ownRequest(context, readerId, id))) return NOT_MINE;
  const input = filled({ kind: 'rating', stars, text });
  return runPlain(context, readerId, {
    id: commandId(readerId, saying(`rating/${id}`, input), requestId),
    type: 'feedback.send',
    entity: id,
    input,
  });
}

/** Takes words of any kind. */
export async function feedback(
  context: ReaderContext,
  readerId: string,
  { requestId, text, about, category }: z.output<typeof feedbackBody>,
): Promise<{ ok: true } | Failure> {
  const input = filled({ kind: 'feedback', text, requestId: about, category });
  const id = commandId(readerId, saying('feedback', input), requestId);
  return runPlain(context, readerId, { id, type: 'feedback.send', entity: madeBy(id), input });
}
