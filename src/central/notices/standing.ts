// Whether a notice still has something to tell: it is not when it is a day old, taken back, or overtaken.

import { comesFrom } from '../../shared/lib/ids.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Notice } from '../../shared/library/entities.ts';
import { NOTICE_HOLDS_IN } from '../../shared/queues/notices.ts';
import type { Request, RequestEvent } from '../../shared/queues/request.ts';
import type { World } from '../../shared/queues/world.ts';
import { A_DAY } from './attempts.ts';

/** Why a notice is not sent. */
export type Silence = 'too_old' | 'corrected' | 'overtaken';

/** What stands around a notice. */
export interface Scene {
  notice: Notice;
  request: Request;
  /** Every notice of the request. */
  others: readonly Notice[];
  events: readonly RequestEvent[];
}

/** Loads a notice with what stands around it; undefined where the notice or its request is gone. */
export async function sceneOf(world: World, noticeId: string): Promise<Scene | undefined> {
  const notice = await world.get('notice', noticeId);
  if (!notice || notice.requestId === null) return undefined;
  const request = await world.get('request', notice.requestId);
  if (!request) return undefined;
  const others = await world.list('noticesOf', request.id);
  return { notice, request, others, events: await world.list('eventsOf', request.id) };
}

/** Number of the event that a notice came of; events of one command have its time in their ids. */
function placeOf(notice: Notice, events: readonly RequestEvent[]): number {
  const own =
    events.findLast((event) => comesFrom(notice.id, event.commandId)) ??
    events.findLast((event) => event.at <= notice.at);
  return own?.seq ?? 0;
}

/** Whether the request has come to another state since; a step that was taken back is none. */
function hasMovedOn({ notice, events }: Scene, place: number): boolean {
  const undone = new Set(events.map((event) => event.undoes));
  const holds = NOTICE_HOLDS_IN[notice.code] ?? [];
  return events.some(
    (event) =>
      event.seq > place &&
      event.from !== event.to &&
      event.undoes === null &&
      !undone.has(event.id) &&
      !holds.includes(event.to),
  );
}

/** Whether the reader is told something newer about the request. */
function isOutdated({ notice, others, events }: Scene, place: number): boolean {
  const corrected = new Set(others.map((other) => other.corrects));
  const newer = others.filter(
    (other) =>
      other.readerId === notice.readerId &&
      other.corrects === null &&
      !corrected.has(other.id) &&
      placeOf(other, events) > place,
  );
  // What holds on besides the newer news is replaced by its own kind only.
  return NOTICE_HOLDS_IN[notice.code] === undefined
    ? newer.length > 0
    : newer.some((other) => other.code === notice.code);
}

/**
 * Why the notice is not sent now, or null. A correction is told whatever the request did since, unless something newer
 * is told as well; whether what it corrects was ever sent is for the deliverer to ask.
 */
export function silenceOf(scene: Scene, now: Instant): Silence | null {
  const { notice, others } = scene;
  if (millis(now) - millis(notice.at) >= A_DAY) return 'too_old';
  if (others.some((other) => other.corrects === notice.id)) return 'corrected';
  const place = placeOf(notice, scene.events);
  const moved = notice.corrects === null && hasMovedOn(scene, place);
  return moved || isOutdated(scene, place) ? 'overtaken' : null;
}
