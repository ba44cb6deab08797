// The queues: lists, one request, actions one at a time and in bulk, submissions, saved views.

import { derivedId } from '../../../shared/lib/ids.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { QueueTab, RequestFilters, RequestSort } from '../../../shared/desk-contract.ts';
import { fieldOfKind } from '../../../shared/queues/engine/field-check.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { flagOf, textOf } from '../../../shared/queues/parts/input.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { maySign } from '../../../shared/queues/engine/second-person.ts';
import { grantsInForce } from '../auth/session.ts';
import { asPerson, commandBy } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import type { Person } from '../auth/session.ts';
import { slotTaken } from '../circulation/slots.ts';
import { rowById } from '../db/statements.ts';
import { maySee } from '../auth/visible.ts';
import { actionView } from '../queues/action-view.ts';
import { requestDetail } from '../queues/detail.ts';
import { sha256 } from '../../../node/env.ts';
import type { Draft } from '../queues/execute.ts';
import { linesByNumber } from '../queues/lines.ts';
import { countRequests, listRequests } from '../queues/list.ts';
import { contextFor } from '../queues/looking.ts';
import { lookingAs, scopeOf } from './looker.ts';
import { handover } from './handover.ts';
import { deskNames, unsentOf } from './sync-list.ts';

type Names =
  | 'requests.counts'
  | 'requests.list'
  | 'requests.detail'
  | 'requests.submit'
  | 'requests.act'
  | 'requests.bulk'
  | 'requests.submitChoices'
  | 'requests.handover'
  | 'views.list'
  | 'views.save'
  | 'views.remove';

/** Actions of `request.<action>`, which every queue has besides its own. */
const ON_ANY_REQUEST = new Set(['claim', 'release', 'take_over', 'note', 'undo']);
/** More cancellations at once need a second person. */
const MOST_CANCELLED_ALONE = 20;

function typeOf(context: DeskContext, requestId: string, action: string): string | null {
  if (ON_ANY_REQUEST.has(action)) return `request.${action}`;
  const request = rowById(context.store.replica().statements, 'request', requestId);
  return request ? `${request.queue}.${action}` : null;
}

/** `slot_taken` where the action puts the copy beside another reader's and nobody has said (`shared`) that both lie there. */
function slotRefusal(
  context: DeskContext,
  requestId: string,
  action: string,
  input: Record<string, unknown>,
): Refusal | null {
  const source = lookingAs(context);
  const request = rowById(source.statements, 'request', requestId);
  const actions = request ? QUEUES[request.queue].actions : {};
  const spec = Object.hasOwn(actions, action) ? actions[action] : undefined;
  const field = spec ? fieldOfKind(spec, 'hold_slot') : undefined;
  const slot = field === undefined ? '' : textOf(input, field);
  if (!request || slot === '' || flagOf(input, 'shared')) return null;
  return slotTaken(source, { ...request, slot });
}

/** Whether an action ends requests as cancelled, whatever its name. */
function cancels(action: string): boolean {
  return Object.values(QUEUES).some((queue) => {
    const spec = Object.hasOwn(queue.actions, action) ? queue.actions[action] : undefined;
    return action === 'ask_cancel' || spec?.to.includes('cancelled') === true;
  });
}

interface BulkInput {
  action: string;
  input: Record<string, unknown>;
  rows: { commandId: string; requestId: string; expectHead: string | null }[];
  second?: { login: string; password: string } | undefined;
}

/** The second person of a large cancellation, who signs in the same form and is somebody else. */
async function secondPerson(
  context: DeskContext,
  person: Person,
  { action, rows, second }: BulkInput,
): Promise<{ ok: true; id: string | null } | Refusal> {
  if (rows.length <= MOST_CANCELLED_ALONE || !cancels(action)) return { ok: true, id: null };
  if (!second) return refuse('second_person_needed');
  const signed = await context.signIn.second(second.login, second.password);
  if (!signed.ok) return signed;
  const { store } = context;
  const today = store.settings().calendars.dayOf(store.clock.now());
  return signed.staff.id === person.staff.id || !maySign(grantsInForce(signed.staff, today))
    ? refuse('second_person_needed')
    : { ok: true, id: signed.staff.id };
}

/** Inputs as the page sent them; who signed besides is for the desk alone to say. */
function unsigned(input: Record<string, unknown>): Record<string, unknown> {
  const { secondPerson: _claimed, ...rest } = input;
  return rest;
}

async function bulk(context: DeskContext, person: Person, asked: BulkInput) {
  const second = await secondPerson(context, person, asked);
  if (!second.ok) return second;
  const own = unsigned(asked.input);
  const input = second.id === null ? own : { ...own, secondPerson: second.id };
  const drafts: Draft[] = asked.rows.map(({ commandId, requestId, expectHead }) => ({
    id: commandId,
    actor: person.staff.id,
    point: person.point.id,
    type: typeOf(context, requestId, asked.action) ?? 'request.unknown',
    entity: requestId,
    expectHead,
    input,
  }));
  const outcomes = await context.executor.runAll(drafts);
  const results = asked.rows.map(({ requestId }, index) => ({
    requestId,
    outcome: outcomes[index] ?? refuse('not_found', { kind: 'request' }),
  }));
  return { ok: true as const, results };
}

async function submitChoices(
  context: DeskContext,
  { queue, input }: { queue: QueueName; input: Record<string, unknown> },
) {
  const { statements, env, looker } = lookingAs(context);
  const definition = QUEUES[queue];
  const spec = definition.actions['submit'];
  if (!spec) return { action: 'submit', key: null, choices: {}, prefill: {}, scan: false };
  const ask = { queue, request: null, action: 'submit', input };
  const seen = await contextFor(statements, env, looker, ask);
  return actionView(statements, 'submit', spec, null, seen);
}

interface SavedView {
  queue: QueueName;
  name: string;
  tab: QueueTab;
  filters: RequestFilters;
  sort: RequestSort;
}

function viewHandlers(
  context: DeskContext,
): DeskHandlers<'views.list' | 'views.save' | 'views.remove'> {
  const { store, session } = context;
  const { kept } = store.outbox;
  return {
    'views.list': async ({ queue }) =>
      kept
        .list('view', session.must().staff.id)
        .map(({ name, value }) => ({ id: name, ...(value as SavedView) }))
        .filter((view) => view.queue === queue)
        .map(({ id, name, tab, filters, sort }) => ({ id, name, tab, filters, sort })),
    async 'views.save'({ id, ...view }) {
      kept.set('view', session.must().staff.id, id, view);
      store.changes.tell(['views']);
      return {};
    },
    async 'views.remove'({ id }) {
      kept.remove('view', session.must().staff.id, id);
      store.changes.tell(['views']);
      return {};
    },
  };
}

/** Makes the handlers of the queues. */
export function requestHandlers(context: DeskContext): DeskHandlers<Names> {
  const { store } = context;
  const reads = () => store.replica().reads;
  return {
    ...viewHandlers(context),
    async 'requests.counts'({ queue, filters }) {
      const count = (tab: QueueTab) =>
        countRequests(reads(), scopeOf(context, queue, tab, filters));
      const [mine, unclaimed, open, closed] = await Promise.all([
        count('mine'),
        count('unclaimed'),
        count('open'),
        count('closed'),
      ]);
      return { mine, unclaimed, open, closed };
    },
    async 'requests.list'({ queue, tab, filters, sort, offset, limit }) {
      const scope = scopeOf(context, queue, tab, filters);
      const { numbers, count } = await listRequests(reads(), scope, { sort, offset, limit });
      return { rows: await linesByNumber(reads(), numbers, scope.now), count };
    },
    async 'requests.detail'({ requestId }) {
      const source = lookingAs(context);
      const detail = await requestDetail(source, requestId);
      if (!detail || !maySee(source.looker.actor, detail.line.request)) return null;
      const ids = detail.events.map((event) => event.commandId);
      const names = deskNames(
        context,
        detail.cases.map(({ facts }) => facts),
      );
      return { ...detail, words: { ...detail.words, ...names }, unsent: unsentOf(context, ids) };
    },
    'requests.submit': ({ commandId, queue, input }) =>
      asPerson(context, async ({ staff, point }) =>
        context.executor.run({
          id: commandId,
          actor: staff.id,
          point: point.id,
          type: `${queue}.submit`,
          entity: derivedId(commandId, 0, sha256),
          expectHead: null,
          input,
          // Two desks at one point must not give the same code; joining gave each a code of its own.
          codePrefix: store.joined()?.deskCode ?? point.code,
        }),
      ),
    async 'requests.act'({ commandId, requestId, action, input, expectHead }) {
      const type = typeOf(context, requestId, action);
      if (type === null) {
        return asPerson(context, async () => refuse('not_found', { kind: 'request' }));
      }
      const own = unsigned(input);
      return asPerson(
        context,
        async () =>
          slotRefusal(context, requestId, action, own) ??
          commandBy(context, { id: commandId, type, entity: requestId, input: own, expectHead }),
      );
    },
    'requests.bulk': (asked) => asPerson(context, (person) => bulk(context, person, asked)),
    'requests.submitChoices': (asked) => submitChoices(context, asked),
    'requests.handover': async () => handover(context),
  };
}
