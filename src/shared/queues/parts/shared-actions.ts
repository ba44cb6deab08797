// The actions that every queue has, merged into each definition.

import type { PolicyValue } from '../../library/policies.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { textOf, textOrNull } from './input.ts';
import type { ActionSpec, Context, Decision, Effect, QueueDefinition, Who } from '../queue.ts';
import type { Request } from '../request.ts';
import { resolving } from './resolving.ts';
import { hasEnded, isInHand } from '../states.ts';

type Input = Record<string, unknown>;

/** Policies of the actions that all queues share. */
export const sharedPolicies = {
  /** Target of an exception in opening minutes. */
  'exception.target': 840,
} satisfies Record<string, PolicyValue>;

/** What whoever reports a problem would like done. */
const WISHES = ['repair', 'next_copy', 'supervisor'] as const;

function openStates(definition: QueueDefinition): string[] {
  return Object.keys(definition.states).filter((state) => !hasEnded(definition, { state }));
}

function markedStates(definition: QueueDefinition, marks: 'copy' | 'copy or money'): string[] {
  return Object.entries(definition.states)
    .filter(([, spec]) => spec.holdsCopy || (marks === 'copy or money' && spec.holdsMoney))
    .map(([state]) => state);
}

/** Whoever may act in a state may report a problem there; the reader only while the book is with them. */
function reporters(definition: QueueDefinition, states: string[]): Who[] {
  return states.flatMap((state) => {
    const others = Object.values(definition.actions)
      .filter((spec) => spec.from !== 'new' && spec.from.includes(state))
      .flatMap((spec) => spec.who.filter((who) => !who.states || who.states.includes(state)))
      .filter((who) => who.role !== 'system' && (who.role !== 'reader' || state === 'with_reader'));
    const seen = new Map(others.map((who) => [`${who.role}/${who.reach ?? ''}`, who]));
    const reader: Who[] = state === 'with_reader' ? [{ role: 'reader' }] : [];
    return [...seen.values(), ...reader].map((who) => ({
      role: who.role,
      ...(who.reach ? { reach: who.reach } : {}),
      states: [state],
    }));
  });
}

function reportProblem(definition: QueueDefinition): ActionSpec {
  const from = markedStates(definition, 'copy or money');
  return {
    from,
    to: ['exception'],
    who: reporters(definition, from),
    input: {
      reason: { kind: 'reason' },
      wish: { kind: 'choice', options: WISHES, optional: true },
    },
    decide: () => ({ ok: true, to: 'exception' }),
  };
}

function ineligible(definition: QueueDefinition): ActionSpec {
  return {
    from: openStates(definition),
    to: ['exception'],
    who: [{ role: 'system' }],
    undo: false,
    decide: (_request, _input, context) => ({
      ok: true,
      to: 'exception',
      // Rule 12: the task stays, and the supervisor sees where the copy is.
      facts: { reason: 'reader_ineligible', place: context.copy?.seenAt ?? null },
    }),
  };
}

function lent(definition: QueueDefinition): ActionSpec {
  return {
    from: [...openStates(definition), 'exception'],
    to: ['done'],
    who: [{ role: 'system' }],
    undo: false,
    decide: (request): Decision | Refusal =>
      definition.lentCompletes && !definition.lentCompletes(request)
        ? refuse('illegal', { action: 'lent', state: request.state, code: request.code })
        : { ok: true, to: 'done' },
  };
}

function lentElsewhere(definition: QueueDefinition): ActionSpec {
  return {
    from: markedStates(definition, 'copy'),
    to: ['exception'],
    who: [{ role: 'supervisor' }],
    input: { reason: { kind: 'reason' } },
    notByAsker: true,
    decide: (request) => ({
      ok: true,
      to: 'exception',
      effects: [{ do: 'remark', code: 'propose_next_copy', facts: { code: request.code } }],
    }),
  };
}

function accountedFor(request: Request, input: Input, to: string, held: boolean): Refusal | null {
  if (to !== 'cancelled' || !held) return null;
  const accounted = textOf(input, 'scan') !== '' || textOf(input, 'copyStatus') !== '';
  return accounted ? null : refuse('copy_unaccounted', { code: request.code });
}

function scanNeeded(definition: QueueDefinition, input: Input, to: string): Refusal | null {
  const spec = definition.states[to];
  if (!isInHand(definition, to) || spec?.away || textOf(input, 'scan') !== '') return null;
  return refuse('scan_required', { choice: to });
}

function nextCopy(request: Request, input: Input, context: Context) {
  const wanted = textOrNull(input, 'copyId');
  if (wanted === null || wanted === request.copyId) return { ok: true as const, patch: {} };
  const copy = context.copies.find((each) => each.id === wanted);
  if (!copy) return refuse('bad_input', { field: 'copyId', problem: 'options' });
  const campus = context.place(copy.holding)?.campus ?? request.campus;
  return { ok: true as const, patch: { copyId: copy.id, collection: copy.home, campus } };
}

function copyEffects(request: Request, input: Input, context: Context): Effect[] {
  if (request.copyId === null) return [];
  const copyId = request.copyId;
  const status = textOf(input, 'copyStatus');
  const effects: Effect[] = [];
  if (textOf(input, 'scan') !== '' && context.point) {
    effects.push({ do: 'seen', copyId, placeId: context.point.id });
  }
  if (status === 'lost' || status === 'in_repair' || status === 'withdrawn') {
    effects.push({ do: 'copy', copyId, set: { status } });
  }
  return effects;
}

function settleAs(
  definition: QueueDefinition,
  request: Request,
  to: string,
  input: Input,
  context: Context,
): Decision | Refusal {
  const own = definition.onResolve?.(request, to, input, context) ?? { ok: true as const };
  if (!own.ok) return own;
  const next = nextCopy(request, input, context);
  if (!next.ok) return next;
  return {
    ok: true,
    to,
    patch: { ...next.patch, ...own.patch },
    effects: [...copyEffects(request, input, context), ...(own.effects ?? [])],
    facts: { ...own.facts },
  };
}

function resolveSpec(definition: QueueDefinition): ActionSpec {
  const { states, held, inputs } = resolving(definition);
  return {
    from: ['exception'],
    to: [...new Set([...definition.resolveTo, ...states])],
    who: [{ role: 'supervisor' }],
    input: inputs([...definition.resolveTo, 'back']),
    notByAsker: true,
    precondition: 'head',
    decide: (request, input, context) => {
      const choice = textOf(input, 'choice');
      const to = choice === 'back' ? (request.cameFrom ?? '') : choice;
      const wasPending = definition.states[request.cameFrom ?? '']?.label === 'pending';
      if (wasPending && to !== request.cameFrom && to !== 'cancelled') {
        return refuse('approval_skipped', { choice: to });
      }
      const refused =
        accountedFor(request, input, to, held(request)) ?? scanNeeded(definition, input, to);
      return refused ?? settleAs(definition, request, to, input, context);
    },
  };
}

function correctSpec(definition: QueueDefinition): ActionSpec {
  const { states, held, inputs } = resolving(definition);
  return {
    from: [...states, 'exception', 'done', 'cancelled', 'rejected'].filter(
      (state, index, all) => all.indexOf(state) === index,
    ),
    to: [...definition.resolveTo, 'same'],
    who: [{ role: 'supervisor' }],
    input: inputs(definition.resolveTo),
    notByAsker: true,
    precondition: 'head',
    offered: (_request, context) => (context.cases ?? []).length > 0,
    undo: false,
    decide: (request, input, context) => {
      if ((context.cases ?? []).length === 0) return refuse('no_case', { code: request.code });
      const to = textOf(input, 'choice');
      const pending = definition.states[request.state]?.label === 'pending';
      if (pending && to !== request.state && to !== 'cancelled') {
        return refuse('approval_skipped', { choice: to });
      }
      const refused =
        accountedFor(request, input, to, held(request)) ?? scanNeeded(definition, input, to);
      if (refused) return refused;
      const settled = settleAs(definition, request, to, input, context);
      if (!settled.ok) return settled;
      return { ...settled, effects: [...(settled.effects ?? []), { do: 'close_case' }] };
    },
  };
}

/** Closes the cases of a request that stands as it should (rule 14): nothing but the note is left of it. */
function closeCaseSpec(definition: QueueDefinition): ActionSpec {
  return {
    from: [...Object.keys(definition.states), 'exception'].filter(
      (state, index, all) => all.indexOf(state) === index,
    ),
    to: ['same'],
    who: [{ role: 'supervisor' }],
    input: { note: { kind: 'text' } },
    notByAsker: true,
    precondition: 'head',
    offered: (_request, context) => (context.cases ?? []).length > 0,
    undo: false,
    decide: (request, _input, context) =>
      (context.cases ?? []).length === 0
        ? refuse('no_case', { code: request.code })
        : { ok: true, to: request.state, effects: [{ do: 'close_case' }] },
  };
}

/** Letters of the shared actions, given where the queue's own actions leave them free. */
const KEYS: Record<string, string> = {
  report_problem: 'q',
  lent_elsewhere: 'y',
  resolve: 'v',
  correct: 'm',
  close_case: 'z',
};

function keyed(definition: QueueDefinition, name: string, spec: ActionSpec): ActionSpec {
  const key = KEYS[name];
  const taken = Object.values(definition.actions).some((each) => each.key === key);
  return key === undefined || taken ? spec : { ...spec, key };
}

/** The definition with the shared state `exception` and the shared actions; what it names itself stays its own. */
export function withSharedActions(definition: QueueDefinition): QueueDefinition {
  const shared: Record<string, ActionSpec> = {
    report_problem: reportProblem(definition),
    ineligible: ineligible(definition),
    ...(definition.lentCompletes === false
      ? {}
      : { lent: lent(definition), lent_elsewhere: lentElsewhere(definition) }),
    resolve: resolveSpec(definition),
    correct: correctSpec(definition),
    close_case: closeCaseSpec(definition),
  };
  const merged = Object.entries(shared).map(([name, spec]) => [
    name,
    keyed(definition, name, spec),
  ]);
  return {
    ...definition,
    states: {
      ...definition.states,
      exception: { label: 'in_progress', target: 'exception.target' },
    },
    actions: { ...Object.fromEntries(merged), ...definition.actions },
  };
}
