// What a reader may do with a request now: asked of the very rules that will decide it.

import { decide, legalActions } from '../../shared/queues/engine/decide.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { lookingContext } from '../../shared/queues/engine/looking.ts';
import type { Actor } from '../../shared/queues/command.ts';
import type { Request } from '../../shared/queues/request.ts';
import { hasEnded } from '../../shared/queues/states.ts';
import type { RequestAnswer } from '../../shared/sync/reader-views.ts';
import { READER_ACTIONS } from '../../shared/words/reader-words.ts';
import type { ReaderAction } from '../../shared/words/reader-words.ts';
import { slotsLeft } from './choices.ts';
import type { ReaderContext } from './reader-context.ts';

type Actions = RequestAnswer['actions'];

/** The call of this side behind each action of the queues that a reader has. */
const CALLS: Record<string, ReaderAction> = {
  cancel: 'cancel',
  ask_cancel: 'cancel',
  answer: 'answer',
  reopen: 'answer',
  insist: 'insist',
  change_slot: 'slot',
  report_problem: 'problem',
};
/** Actions that are legal by state and may yet be refused: they are decided for trial, with such an input. */
const TRIED: Record<string, Record<string, unknown>> = { insist: {}, reopen: { answer: '?' } };

function readerActor(id: string): Actor {
  const grant = { role: 'reader' as const, campuses: null, collections: null, vendorId: null };
  return { id, grants: [grant], readerId: id };
}

async function tried(
  { lane }: ReaderContext,
  request: Request,
  readerId: string,
  trialSlot: string | undefined,
): Promise<string[]> {
  const { queue } = request;
  const definition = QUEUES[queue];
  const looker = { actor: readerActor(readerId), point: null, now: lane.now() };
  return lane.look(async (world, env) => {
    const plain = await lookingContext(world, env, looker, { queue, request });
    const legal = legalActions(definition, request, plain).filter((action) => action in CALLS);
    const kept: string[] = [];
    for (const action of legal) {
      const trial =
        action === 'change_slot' && trialSlot !== undefined ? { slot: trialSlot } : TRIED[action];
      const ask = { queue, request, action, input: trial ?? {} };
      const seen = trial ? await lookingContext(world, env, looker, ask) : plain;
      if (!trial || decide(definition, request, action, trial, seen).ok) kept.push(action);
    }
    return kept;
  });
}

/** What may be done next, each once, with its words; stars once the request has ended. */
export async function nextSteps(
  context: ReaderContext,
  readerId: string,
  request: Request,
): Promise<Actions> {
  const ended = hasEnded(QUEUES[request.queue], request);
  const campus = request.targetCampus ?? request.campus;
  const slots =
    request.queue === 'delivery' && !ended ? await slotsLeft(context, campus, request.id) : [];
  const legal = await tried(context, request, readerId, slots[0]?.slot);
  const calls = new Set(legal.map((action) => CALLS[action] ?? 'cancel'));
  if (slots.length === 0) calls.delete('slot');
  if (ended) calls.add('rate');
  return [...calls].map((action) => ({
    action,
    text: READER_ACTIONS[action],
    ...(action === 'slot' ? { slots } : {}),
  }));
}
