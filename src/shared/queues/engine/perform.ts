// The one way in which a command changes rows: who acts, what they saw, what is decided, and all that comes of it, or nothing.

import { askLedger } from '../../circulation/loans/ledger.ts';
import { callBackAgain } from '../../circulation/holds/call-back.ts';
import { fetchPromised } from '../../circulation/holds/fetching.ts';
import { partSlots } from '../../circulation/holds/part-slots.ts';
import { freePromises } from '../../circulation/holds/promises.ts';
import type { PolicyValue } from '../../library/policies.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { resolveActor } from './actor.ts';
import { SOME_READER } from '../command.ts';
import type { Command, Outcome } from '../command.ts';
import { preconditionOf } from './decide.ts';
import { keepJournal } from './journal.ts';
import { COMMANDS } from '../commands/commands.ts';
import { claim, note, release, takeOver } from '../commands/lease.ts';
import { overlay } from '../world/overlay.ts';
import { POLICY_DEFAULTS } from '../policies.ts';
import type { QueueDefinition } from '../queue.ts';
import { QUEUES } from '../index.ts';
import type { Request } from '../request.ts';
import { emptyJournal } from './run.ts';
import type { Run } from './run.ts';
import { signature } from './second-person.ts';
import { saveSettings } from '../commands/settings-save.ts';
import type { Queues } from '../states.ts';
import { step } from './step.ts';
import { undo } from '../commands/undo.ts';
import type { Env, World } from '../world/world.ts';

/** What else a world is worked on with; tests pass queues and defaults of their own. */
export interface Rules {
  queues: Queues;
  policyDefaults: Record<string, PolicyValue>;
}

/** The rules of the product. */
export const RULES: Rules = { queues: QUEUES, policyDefaults: POLICY_DEFAULTS };

/** Consequences and openings of the system that no timer announces. */
const UNTIMED: ReadonlySet<string> = new Set([
  'lent',
  'ineligible',
  'submit',
  'open_return',
  'found_late',
]);

function idMaker(env: Env, commandId: string): () => string {
  let ordinal = 0;
  return () => {
    ordinal += 1;
    return env.deriveId(commandId, ordinal);
  };
}

/** Opens a run: who acts, where they stand, what was written so far; refuses somebody or some place unknown. */
export async function begin(
  world: World,
  command: Command,
  env: Env,
  rules: Rules,
): Promise<Run | Refusal> {
  const today = env.settings.calendars.dayOf(command.at);
  const actor = await resolveActor(world, command.actor, today);
  if (!actor) return refuse('not_found', { kind: 'staff' });
  const point = command.point === null ? null : (env.settings.place(command.point) ?? null);
  if (command.point !== null && !point) return refuse('not_found', { kind: 'place' });
  return {
    queues: rules.queues,
    world: overlay(world),
    env,
    command,
    at: command.at,
    today,
    actor,
    point,
    events: [],
    remarks: [],
    journal: emptyJournal(),
    promised: new Set(),
    nextId: idMaker(env, command.id),
    step,
  };
}

async function staleRefusal(run: Run, request: Request): Promise<Refusal | null> {
  const { expectHead } = run.command;
  if (expectHead === null || expectHead === request.head) return null;
  const events = await run.world.list('eventsOf', request.id);
  const last = events.findLast((event) => event.commandId === request.head);
  return refuse('stale', {
    code: request.code,
    action: last?.action ?? null,
    by: last?.role === 'reader' ? SOME_READER : (last?.actor ?? null),
    at: last?.at ?? null,
    state: request.state,
  });
}

function timerRefusal(run: Run, request: Request, action: string): Refusal | null {
  if (run.actor.id !== 'system' || UNTIMED.has(action)) return null;
  const { policies, calendars } = run.env.settings;
  const due = run.queues[request.queue]?.due?.(request, policies, calendars) ?? null;
  return due?.action === action && due.at <= run.at
    ? null
    : refuse('not_due', { action, at: due?.at ?? run.at });
}

function codeProblem(run: Run): Refusal | null {
  const code = run.command.input['code'];
  if (typeof code === 'string' && code.trim() !== '') return null;
  return refuse('missing_input', { field: 'code' });
}

async function actOnQueue(
  run: Run,
  definition: QueueDefinition,
  action: string,
): Promise<Refusal | null> {
  const { entity, input } = run.command;
  const spec = Object.hasOwn(definition.actions, action) ? definition.actions[action] : undefined;
  if (!spec) return refuse('bad_command', { problem: 'type' });
  const request = await run.world.get('request', entity);
  const opens = spec.from === 'new';
  if (opens && request)
    return refuse('illegal', { action, state: request.state, code: request.code });
  if (!opens && request?.queue !== definition.name) return refuse('not_found', { kind: 'request' });
  const stale =
    request && preconditionOf(spec) === 'head' ? await staleRefusal(run, request) : null;
  const refused = stale ?? (request ? timerRefusal(run, request, action) : codeProblem(run));
  if (refused) return refused;
  const signed = await signature(run);
  if ('ok' in signed) return signed;
  const { actor, point } = run;
  const { facts } = signed;
  const ask = {
    definition,
    request: request ?? null,
    action,
    input,
    actor,
    point,
    cascade: false,
    facts,
  };
  const done = await step(run, ask);
  if (!done.ok) return done;
  const own = run.events[0];
  const undoable = own !== undefined && own.from !== null && spec.undo !== false;
  await keepJournal(run, undoable);
  return null;
}

async function actOnRequest(run: Run, action: string): Promise<Refusal | null> {
  const { input, entity } = run.command;
  const request = await run.world.get('request', entity);
  if (!request) return refuse('not_found', { kind: 'request' });
  const acts: Record<string, () => Promise<Request | Refusal>> = {
    claim: () => claim(run, request, input),
    release: () => release(run, request),
    take_over: () => takeOver(run, request, input),
    note: () => note(run, request, input),
    undo: () => undo(run, request, input),
  };
  const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
  if (!act) return refuse('bad_command', { problem: 'type' });
  const done = await act();
  return 'ok' in done ? done : null;
}

async function dispatch(run: Run, rules: Rules): Promise<Refusal | null> {
  const [subject = '', action = ''] = run.command.type.split('.');
  const definition = Object.hasOwn(rules.queues, subject) ? rules.queues[subject] : undefined;
  if (run.command.v !== 1) return refuse('unsupported_version', { v: run.command.v });
  if (definition) return actOnQueue(run, definition, action);
  const { type } = run.command;
  const act = Object.hasOwn(COMMANDS, type) ? COMMANDS[type] : undefined;
  if (act) return act(run);
  if (subject === 'request') return actOnRequest(run, action);
  if (action === 'save') return saveSettings(run, subject, rules.policyDefaults);
  return refuse('bad_command', { problem: 'type' });
}

/**
 * Performs a command on a world: on success every changed row is put once, with its `ver` raised by one; on a refusal
 * nothing is put. The command's `at` is now throughout, and ids follow from the command, so that a replay on the same
 * rows gives the same rows. Codes of refusals are in `refusals.ts` and in the queues' own lists.
 */
export async function perform(
  world: World,
  command: Command,
  env: Env,
  rules: Rules = RULES,
): Promise<Outcome> {
  const run = await begin(world, command, env, rules);
  if ('ok' in run) return run;
  const refused = await dispatch(run, rules);
  if (refused) return refused;
  await freePromises(run);
  await fetchPromised(run);
  await callBackAgain(run);
  await partSlots(run);
  await askLedger(run);
  await run.world.flush();
  const own = run.events[0];
  return { ok: true, requestId: own?.requestId ?? null, events: run.events, remarks: run.remarks };
}
