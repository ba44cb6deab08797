// Makes the rows of the record: the event of an action, and the engine's own small events.

import { fieldOfKind } from './field-check.ts';
import type { Verdict } from './decide.ts';
import { applyEvent } from './fold.ts';
import { ENGINE_INPUTS } from '../context.ts';
import type { ActionSpec } from '../queue.ts';
import type { Evidence, Request, RequestEvent, RequestPatch } from '../request.ts';
import { definitionOf } from './run.ts';
import type { Ask, Run } from './run.ts';

type Input = Record<string, unknown>;

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function ofKind(spec: ActionSpec, kind: 'reason' | 'reader_text', input: Input): string | null {
  const field = fieldOfKind(spec, kind);
  return text(field === undefined ? undefined : input[field]);
}

/** What of the input the timeline may tell: no card, no code of a hand-over, nothing that has a column of its own. */
export function tellableInput(spec: ActionSpec, input: Input): Input {
  const secret = new Set<string>([...ENGINE_INPUTS, 'reason']);
  const fields = Object.entries(spec.input ?? {});
  const proves = fields.some(([, field]) => field.kind === 'evidence_choice');
  for (const [name, field] of fields) {
    if (proves && field.kind === 'text') secret.add(name);
    if (['scan', 'reader_card', 'reason', 'reader_text'].includes(field.kind)) secret.add(name);
  }
  const known = Object.keys(spec.input ?? {});
  return Object.fromEntries(
    Object.entries(input).filter(
      ([name, value]) => known.includes(name) && !secret.has(name) && value !== undefined,
    ),
  );
}

/** Number of the request's next event. */
async function nextSeq(run: Run, requestId: string): Promise<number> {
  const events = await run.world.list('eventsOf', requestId);
  return (events.at(-1)?.seq ?? 0) + 1;
}

function nullIfEmpty<T extends object>(value: T | undefined): T | null {
  return value === undefined || Object.keys(value).length === 0 ? null : value;
}

/** The event of an action as decided. */
export async function actionEvent(
  run: Run,
  ask: Ask,
  before: Request,
  verdict: Verdict,
  spec: ActionSpec,
): Promise<RequestEvent> {
  const isNew = before.state === 'new';
  const told = isNew ? {} : tellableInput(spec, ask.input);
  const swapped = verdict.swapped === null ? {} : { swappedFor: verdict.swapped.wanted };
  const facts = { ...told, ...swapped, ...verdict.facts, ...ask.facts };
  const reason = ofKind(spec, 'reason', ask.input) ?? text(ask.input['reason']);
  return {
    id: run.nextId(),
    ver: 0,
    requestId: before.id,
    seq: await nextSeq(run, before.id),
    action: ask.eventName ?? ask.action,
    from: isNew ? null : before.state,
    to: verdict.to,
    actor: ask.cascade ? 'system' : ask.actor.id,
    role: verdict.role,
    desk: run.command.desk,
    point: ask.point?.id ?? null,
    campus: ask.point?.campus ?? null,
    at: run.at,
    reason: reason ?? text(verdict.facts?.['reason']),
    note: text(ask.input['note']),
    readerText: ofKind(spec, 'reader_text', ask.input) ?? text(ask.input['readerText']),
    evidence: nullIfEmpty<Evidence>(verdict.evidence),
    patch: nullIfEmpty<RequestPatch>(verdict.patch),
    facts,
    undoes: null,
    commandId: run.command.id,
  };
}

/** What an engine's own event says besides its name. */
export interface SideNote {
  action: string;
  facts?: Record<string, unknown>;
  patch?: RequestPatch | null;
  reason?: string | null;
  note?: string | null;
  evidence?: Evidence | null;
  /** Written by the person who acts, under this role; default: by the system. */
  role?: RequestEvent['role'];
}

/** Writes an event that changes no state (note, claim, joins, seen …) and the request that follows from it with `set`. */
export async function writeSideEvent(
  run: Run,
  request: Request,
  side: SideNote,
  set: Partial<Request> = {},
): Promise<Request> {
  const byPerson = side.role !== undefined;
  const event: RequestEvent = {
    id: run.nextId(),
    ver: 0,
    requestId: request.id,
    seq: await nextSeq(run, request.id),
    action: side.action,
    from: request.state,
    to: request.state,
    actor: byPerson ? run.actor.id : 'system',
    role: side.role ?? 'system',
    desk: run.command.desk,
    point: byPerson ? (run.point?.id ?? null) : null,
    campus: byPerson ? (run.point?.campus ?? null) : null,
    at: run.at,
    reason: side.reason ?? null,
    note: side.note ?? null,
    readerText: null,
    evidence: side.evidence ?? null,
    patch: nullIfEmpty<RequestPatch>(side.patch ?? undefined),
    facts: side.facts ?? {},
    undoes: null,
    commandId: run.command.id,
  };
  const after = { ...applyEvent(definitionOf(run, request.queue), request, event), ...set };
  run.world.put('event', event);
  run.world.put('request', after);
  run.events.push(event);
  return after;
}
