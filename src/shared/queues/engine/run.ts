// One command under way: the buffered world, what has been written so far, and the means to try something and drop it.

import type { Facts, Refusal } from '../../lib/result.ts';
import type { Day, Instant } from '../../lib/time.ts';
import type { Place } from '../../library/entities.ts';
import type { Actor, Command } from '../command.ts';
import { overlay } from '../world/overlay.ts';
import type { Overlay } from '../world/overlay.ts';
import type { QueueDefinition } from '../queue.ts';
import type { Request, RequestEvent } from '../request.ts';
import type { Queues } from '../states.ts';
import type { Env } from '../world/world.ts';

/** Carries a command out; null when it is done. */
export type Act = (run: Run) => Promise<Refusal | null>;

/** One action to be taken on one request within a command. */
export interface Ask {
  definition: QueueDefinition;
  /** null = a submission. */
  request: Request | null;
  action: string;
  input: Record<string, unknown>;
  actor: Actor;
  point: Place | null;
  /** It comes of another action: role, standing, claim and rule 9 are not asked again. */
  cascade: boolean;
  /** Submissions of linked cases: the request that they serve. */
  parent?: Request;
  /** Submissions: the id that the request will have. */
  id?: string;
  /** Name of the event, where it is not the action's (`take_effect`). */
  eventName?: string;
  /** More for the event's facts. */
  facts?: Record<string, unknown>;
}

/** What a step came to. */
export type StepResult = { ok: true; request: Request } | Refusal;

/** A row that the command changed besides requests and events, as an undo needs it. */
export interface Trace {
  kind: string;
  id: string;
  /** Values before of what changed; null = the row is new. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/** What an undo of the command would have to take back. */
export interface Journal {
  rows: Trace[];
  notices: string[];
  /** Linked cases and returns that it opened. */
  opened: string[];
  /** Codes of other requests that moved because of it. */
  moved: string[];
  /** Requests that became followers because of it. */
  joined: string[];
  spent: { fundId: string; amount: number } | null;
}

/** A command under way. */
export interface Run {
  queues: Queues;
  world: Overlay;
  env: Env;
  command: Command;
  at: Instant;
  today: Day;
  actor: Actor;
  point: Place | null;
  events: RequestEvent[];
  remarks: { code: string; facts: Facts }[];
  journal: Journal;
  /** Copies that somebody outside the queues has got (a hold on the shelf). */
  promised: Set<string>;
  /** Next derived id. */
  nextId: () => string;
  /** Takes an action with all that comes of it; on a refusal the run's world must be dropped. */
  step: (run: Run, ask: Ask) => Promise<StepResult>;
}

/** The actor of what happens by itself. */
export const SYSTEM: Actor = {
  id: 'system',
  grants: [{ role: 'system', campuses: null, collections: null, vendorId: null }],
  readerId: null,
};

/** A journal with nothing in it. */
export function emptyJournal(): Journal {
  return { rows: [], notices: [], opened: [], moved: [], joined: [], spent: null };
}

/** Tries something on a buffer of its own: kept if it succeeds, without a trace if it is refused. */
export async function attempt<T extends { ok: boolean }>(
  run: Run,
  work: (inner: Run) => Promise<T>,
): Promise<T> {
  const inner: Run = {
    ...run,
    world: overlay(run.world),
    events: [],
    remarks: [],
    journal: emptyJournal(),
    promised: new Set(run.promised),
  };
  const result = await work(inner);
  if (!result.ok) return result;
  await inner.world.flush();
  run.events.push(...inner.events);
  run.remarks.push(...inner.remarks);
  for (const key of ['rows', 'notices', 'opened', 'moved', 'joined'] as const) {
    run.journal[key].push(...(inner.journal[key] as never[]));
  }
  run.journal.spent = inner.journal.spent ?? run.journal.spent;
  for (const copyId of inner.promised) run.promised.add(copyId);
  return result;
}

/** Notes something worth a sentence. */
export function remark(run: Run, code: string, facts: Facts = {}): void {
  run.remarks.push({ code, facts });
}

/** The definition of a request's queue. Throws for a queue that the engine does not know. */
export function definitionOf(run: Run, queue: string): QueueDefinition {
  const definition = run.queues[queue];
  if (!definition) throw new Error(`no such queue: ${queue}`);
  return definition;
}
