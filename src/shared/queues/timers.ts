// What is due by itself: commands of the system whose ids follow from what is due, so that desk and service make the same.

import type { Instant } from '../lib/time.ts';
import type { Copy } from '../library/entities.ts';
import type { Command } from './command.ts';
import type { Due } from './queue.ts';
import type { Request } from './request.ts';
import type { Queues } from './states.ts';
import type { Env, Settings } from './world/world.ts';

/** A command of the system that has yet to get its place in a desk's order. */
export type DueCommand = Omit<Command, 'desk' | 'cseq'>;

/** What the system should do with a request by now, or null. */
function dueNow(queues: Queues, request: Request, settings: Settings, now: Instant): Due | null {
  const due = queues[request.queue]?.due?.(request, settings.policies, settings.calendars) ?? null;
  return due && due.at <= now ? due : null;
}

/** A UUID that follows from a text: the same on desk and service. */
export function uuidOf(env: Pick<Env, 'sha256'>, text: string): string {
  const hash = env.sha256(text);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/**
 * Commands of the system that are due among these requests and copies (temporary moves that end today or before).
 * `codeFor` names a return's new request; it is asked only where one is due.
 */
export function* dueCommands(
  queues: Queues,
  requests: Iterable<Request>,
  copies: Iterable<Copy>,
  env: Env,
  now: Instant,
  codeFor: (copy: Copy) => string,
): Generator<DueCommand> {
  for (const request of requests) {
    const due = dueNow(queues, request, env.settings, now);
    if (!due) continue;
    yield {
      id: uuidOf(env, `${request.id}/${due.action}/${due.at}`),
      point: null,
      actor: 'system',
      type: `${request.queue}.${due.action}`,
      v: 1,
      entity: request.id,
      expectHead: request.head,
      input: due.input,
      at: now,
    };
  }
  for (const copy of copies) yield returnCommand(env, copy, now, codeFor(copy));
}

function returnCommand(env: Env, copy: Copy, now: Instant, code: string): DueCommand {
  const key = `${copy.id}/return/${copy.returnDay ?? ''}`;
  return {
    id: uuidOf(env, key),
    point: null,
    actor: 'system',
    type: 'reallocation.open_return',
    v: 1,
    entity: uuidOf(env, `${key}/request`),
    expectHead: null,
    input: { copyId: copy.id, code },
    at: now,
  };
}
