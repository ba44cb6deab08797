// A refused action once more: what its form is filled with, and whether it is still possible.

import { perform } from '../../../shared/queues/engine/perform.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Command } from '../../../shared/queues/command.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName, Request } from '../../../shared/queues/request.ts';
import { maySee } from '../auth/visible.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { Judged } from '../outbox/results.ts';
import { requestDetail } from './detail.ts';
import type { DetailSource } from './detail.ts';

/** A refused action as it is offered again. */
export interface RedoOffer {
  ok: true;
  queue: QueueName;
  requestId: string | null;
  action: string;
  input: Record<string, unknown>;
  texts: Record<string, string>;
  legal: boolean;
  why: Refusal | null;
}

/** What the desk itself put into a command, besides what the person filled in. */
const OWN_INPUTS: ReadonlySet<string> = new Set(['code', 'secondPerson']);

function textOf(statements: Statements, id: unknown): string | null {
  if (typeof id !== 'string' || id === '') return null;
  return (
    rowById(statements, 'reader', id)?.nameMasked ??
    rowById(statements, 'title', id)?.title ??
    rowById(statements, 'copy', id)?.barcode ??
    null
  );
}

function textsOf(statements: Statements, input: Record<string, unknown>): Record<string, string> {
  const known = Object.entries(input).flatMap(([name, value]) => {
    const text = textOf(statements, value);
    return text === null ? [] : [[name, text] as const];
  });
  return Object.fromEntries(known);
}

function queueOf(area: string, request: Request | undefined): QueueName | undefined {
  return request?.queue ?? QUEUE_NAMES.find((name) => name === area);
}

/** A refused action with what the service said. */
type Refused = Pick<Judged, 'command' | 'result'>;

type Again = Pick<RedoOffer, 'action' | 'legal' | 'why'>;

/** What the form asks for; without it the action may still be begun. */
const ASKED: ReadonlySet<string> = new Set(['missing_input', 'bad_input', 'note_required']);

/** Why the rules refuse an action to this person here and now; its writes are gathered and dropped. */
async function whyNot(
  { statements, env, looker }: DetailSource,
  command: Command,
  type = command.type,
): Promise<Refusal | null> {
  const outcome = await perform(
    sqliteWorld(statements),
    {
      ...command,
      type,
      actor: looker.actor.id,
      point: looker.point?.id ?? null,
      expectHead: null,
      at: looker.now,
    },
    env,
  );
  return outcome.ok || ASKED.has(outcome.code) ? null : outcome;
}

/**
 * The claim that the service told of, while this desk has not read of it: a refusal is here before the rows that it
 * stands on, and the rows still say that nobody has claimed.
 */
async function claimToldOf(
  { statements, looker }: DetailSource,
  { command, result }: Refused,
): Promise<Refusal | null> {
  const { by, until } = result?.facts ?? {};
  if (result?.refusal !== 'claimed_by_other' || by === looker.actor.id) return null;
  if (typeof until !== 'string' || until <= looker.now) return null;
  const events = await sqliteWorld(statements).list('eventsOf', command.entity);
  const read = events.some(
    ({ action, actor }) => actor === by && (action === 'claim' || action === 'take_over'),
  );
  return read ? null : refuse(result.refusal, result.facts);
}

/**
 * `request.<action>` again. No definition names these, so that their own rules are asked. A claim that somebody else
 * has by now can only be taken over; one that was to be taken over and is nobody's any more is simply claimed.
 */
async function onAnyRequest(
  source: DetailSource,
  refused: Refused,
  action: string,
): Promise<Again> {
  const { actor } = source.looker;
  const { command } = refused;
  const why = (await whyNot(source, command)) ?? (await claimToldOf(source, refused));
  if (why === null) return { action, legal: true, why };
  if (action === 'claim' && why.code === 'claimed_by_other' && mayDo('request.take_over', actor)) {
    return { action: 'take_over', legal: true, why: null };
  }
  if (action === 'take_over' && why.code === 'not_claimed') {
    const instead = await whyNot(source, command, 'request.claim');
    if (instead === null) return { action: 'claim', legal: true, why: null };
  }
  return { action, legal: false, why };
}

/** An action of a queue again: offered where the page would offer it. */
async function onQueue(
  source: DetailSource,
  command: Command,
  action: string,
  { id, state, code }: Request,
): Promise<Again> {
  const detail = await requestDetail(source, id);
  if (detail?.actions.some((each) => each.action === action)) {
    return { action, legal: true, why: null };
  }
  const why = (await whyNot(source, command)) ?? refuse('illegal', { action, state, code });
  return { action, legal: false, why };
}

/** The offer, or why there is none. */
export async function redoOf(source: DetailSource, refused: Refused): Promise<RedoOffer | Refusal> {
  const { statements, looker } = source;
  const { command } = refused;
  const [area = '', action = ''] = command.type.split('.');
  const request = rowById(statements, 'request', command.entity);
  const queue = queueOf(area, request);
  if (queue === undefined) return refuse('not_found', { kind: 'request' });
  const own = Object.entries(command.input).filter(([name]) => !OWN_INPUTS.has(name));
  const input = Object.fromEntries(own);
  const texts = textsOf(statements, input);
  const offer = { ok: true as const, queue, action, input, texts };
  if (action === 'submit') return { ...offer, requestId: null, legal: true, why: null };
  if (!request || !maySee(looker.actor, request)) return refuse('not_found', { kind: 'request' });
  const again = await (area === 'request'
    ? onAnyRequest(source, refused, action)
    : onQueue(source, command, action, request));
  return { ...offer, requestId: request.id, ...again };
}
