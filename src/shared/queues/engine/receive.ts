// How the service takes a command that a desk has already decided: by the same rules, but a physical fact is never lost.

import { CIRCULATION_FACTS, openCirculationCase } from '../../circulation/cases.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { ResultCode } from '../../sync/protocol.ts';
import { SOME_READER } from '../command.ts';
import type { Command, Outcome } from '../command.ts';
import { preconditionOf } from './decide.ts';
import { writeSideEvent } from './event-row.ts';
import { placeCopy } from '../effects/last-place.ts';
import { RULES, begin, perform } from './perform.ts';
import type { Rules } from './perform.ts';
import type { Request } from '../request.ts';
import { anyStaffRole } from '../commands/lease.ts';
import type { Run } from './run.ts';
import type { Env, World } from '../world/world.ts';

/** What became of a command where it counts. */
export interface Received {
  code: ResultCode;
  /** Why not, or why only as an exception; null for `ok`. */
  refusal: Refusal | null;
  outcome: Outcome;
}

const ILLEGAL: ReadonlySet<string> = new Set(['illegal', 'follows', 'blocked', 'not_due']);
const FORBIDDEN: ReadonlySet<string> = new Set([
  'forbidden',
  'own_request',
  'same_person',
  'own_admin',
  'second_person_needed',
]);
/** What no scan proves: the command itself is wrong, or the person may not. */
const BAD: ReadonlySet<string> = new Set([
  'bad_command',
  'bad_input',
  'missing_input',
  'note_required',
  'bad_fields',
]);

/** The kind of result that stands for a refusal; all that the state of things forbids is a conflict. */
export function resultCodeOf(refusal: string): Exclude<ResultCode, 'ok' | 'exception_opened'> {
  if (refusal === 'not_found' || refusal === 'unsupported_version') return refusal;
  if (ILLEGAL.has(refusal)) return 'illegal';
  if (FORBIDDEN.has(refusal)) return 'forbidden';
  return BAD.has(refusal) ? 'bad_command' : 'conflict';
}

/** Refusals of a command that says nothing, whatever rests on it. */
const MALFORMED: ReadonlySet<string> = new Set(['bad_command', 'unsupported_version']);

/** A scan of circulation: the copy was in somebody's hand, whoever that was and whatever else is wrong. */
function isCirculationFact({ type, input }: Command, refusal: string): boolean {
  const { scan } = input;
  const scanned = typeof scan === 'string' && scan.trim() !== '';
  return scanned && CIRCULATION_FACTS.has(type) && !MALFORMED.has(refusal);
}

function isQueueFact(command: Command, rules: Rules): boolean {
  const [queue = '', action = ''] = command.type.split('.');
  const definition = Object.hasOwn(rules.queues, queue) ? rules.queues[queue] : undefined;
  const spec =
    definition && Object.hasOwn(definition.actions, action)
      ? definition.actions[action]
      : undefined;
  return spec !== undefined && spec.from !== 'new' && preconditionOf(spec) === 'fact';
}

/** Refusals of a claim that say themselves who has it; the last step of the request has nothing to do with it. */
const ABOUT_CLAIMS: ReadonlySet<string> = new Set(['claimed_by_other', 'not_claimed']);

/**
 * What came in between: the last step of the request, so that the refusal can say who did what, and when. Nothing did
 * where the person saw that step.
 */
async function meanwhile(
  world: World,
  { entity, expectHead }: Command,
  code: string,
): Promise<Facts> {
  const request = await world.get('request', entity);
  if (!request || request.head === expectHead || ABOUT_CLAIMS.has(code)) return {};
  const events = await world.list('eventsOf', request.id);
  const last = events.findLast((event) => event.commandId === request.head);
  if (!last) return {};
  return {
    changedBy: last.role === 'reader' ? SOME_READER : last.actor,
    changedAt: last.at,
    changedAction: last.action,
    changedTo: last.to,
    changedDesk: last.desk,
  };
}

/** The copy in the hand gets its last place, whatever its request says. */
async function placeScanned(run: Run): Promise<{ copyId: string | null; barcode: string | null }> {
  const scan = run.command.input['scan'];
  if (typeof scan !== 'string') return { copyId: null, barcode: null };
  const barcode = scan.trim();
  const copy = (await run.world.list('copyByBarcode', barcode))[0];
  if (!copy) return { copyId: null, barcode };
  if (run.point !== null) placeCopy(run, copy, run.point.id);
  return { copyId: copy.id, barcode };
}

/** Records a fact that is illegal here: an event without a step, the copy's place, a case for a supervisor. */
async function recordFact(run: Run, request: Request, refusal: Refusal): Promise<void> {
  const { copyId, barcode } = await placeScanned(run);
  const action = run.command.type.split('.')[1] ?? '';
  const role = anyStaffRole(run);
  await writeSideEvent(run, request, {
    action: 'out_of_order',
    facts: { action, refusal: refusal.code, place: run.point?.id ?? null },
    evidence: barcode === null ? null : { scan: barcode, ...(copyId === null ? {} : { copyId }) },
    ...(role === null ? {} : { role }),
  });
  run.world.put('exception_case', {
    id: run.nextId(),
    ver: 0,
    requestId: request.id,
    commandId: run.command.id,
    code: refusal.code,
    facts: { ...refusal.facts, tried: action, by: run.actor.id, at: run.at },
    openedOn: run.at,
    closedOn: null,
  });
}

/** A run that only opens a case: whoever acted may be gone by now, and so may the place. */
async function caseRun(
  world: World,
  command: Command,
  env: Env,
  rules: Rules,
): Promise<Run | null> {
  const known = command.point !== null && env.settings.place(command.point) !== undefined;
  const nobody = { ...command, actor: 'system', point: known ? command.point : null };
  const run = await begin(world, nobody, env, rules);
  return 'ok' in run ? null : { ...run, command };
}

/** Of a loan, a return or the hold shelf: no request is concerned, the copy and the reader are. */
async function circulationCase(
  world: World,
  command: Command,
  env: Env,
  refusal: Refusal,
  rules: Rules,
): Promise<Received | null> {
  const run = await caseRun(world, command, env, rules);
  if (!run) return null;
  await openCirculationCase(run, refusal);
  await run.world.flush();
  const outcome: Outcome = { ok: true, requestId: null, events: [], remarks: [] };
  return { code: 'exception_opened', refusal, outcome };
}

async function openException(
  world: World,
  command: Command,
  env: Env,
  refusal: Refusal,
  rules: Rules,
): Promise<Received | null> {
  const run = await begin(world, command, env, rules);
  if ('ok' in run) return null;
  const request = await run.world.get('request', command.entity);
  if (!request) return null;
  await recordFact(run, request, refusal);
  await run.world.flush();
  const outcome: Outcome = { ok: true, requestId: request.id, events: run.events, remarks: [] };
  return { code: 'exception_opened', refusal, outcome };
}

/**
 * Decides a command of a desk, of a reader or of the service itself. Accepted: the rows are put as `perform` puts them.
 * A fact that only the state of things forbids is recorded as an exception; one of circulation
 * whatever forbids it, for a book that was given out is out. Anything else leaves no row, and its refusal says what came in between.
 */
export async function receive(
  world: World,
  command: Command,
  env: Env,
  rules: Rules = RULES,
): Promise<Received> {
  const outcome = await perform(world, command, env, rules);
  if (outcome.ok) return { code: 'ok', refusal: null, outcome };
  const code = resultCodeOf(outcome.code);
  const facts = await meanwhile(world, command, outcome.code);
  const refusal: Refusal = { ...outcome, facts: { ...facts, ...outcome.facts } };
  const recorded = isCirculationFact(command, outcome.code)
    ? await circulationCase(world, command, env, refusal, rules)
    : null;
  const happened = (code === 'conflict' || code === 'illegal') && isQueueFact(command, rules);
  const kept =
    recorded ?? (happened ? await openException(world, command, env, refusal, rules) : null);
  return kept ?? { code, refusal, outcome: refusal };
}
