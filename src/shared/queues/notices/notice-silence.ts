// Whether a notice still has something to tell: it is not when it is a day old, taken back, or overtaken.

import { stillStands } from '../../circulation/notices/notice-standing.ts';
import { comesFrom } from '../../lib/ids.ts';
import { DAY_MS, millis } from '../../lib/time.ts';
import type { Instant } from '../../lib/time.ts';
import type { Notice } from '../../library/entities.ts';
import { NOTICE_HOLDS_IN } from './notices.ts';
import type { Request, RequestEvent } from '../request.ts';
import type { World } from '../world/world.ts';

/** Why a notice is not sent. */
export type Silence = 'told' | 'too_old' | 'corrected' | 'overtaken';

/** What stands around a notice. */
export interface Scene {
  notice: Notice;
  /** Null where it is about a loan, a hold, a suggestion … */
  request: Request | null;
  /** Every notice of the request, or of the reader. */
  others: readonly Notice[];
  events: readonly RequestEvent[];
  /** About no request: whether it is still so. */
  stands: boolean;
}

type Looking = Pick<World, 'get' | 'list'>;

/** Loads a notice with what stands around it; undefined where the notice, its request or its reader is gone. */
export async function sceneOf(world: Looking, noticeId: string): Promise<Scene | undefined> {
  const notice = await world.get('notice', noticeId);
  if (!notice || notice.readerId === '') return undefined;
  if (notice.requestId === null) {
    const others = await world.list('noticesOfReader', notice.readerId);
    const stands = await stillStands(world, notice, others);
    return { notice, request: null, others, events: [], stands };
  }
  const request = await world.get('request', notice.requestId);
  if (!request) return undefined;
  const others = await world.list('noticesOf', request.id);
  const events = await world.list('eventsOf', request.id);
  return { notice, request, others, events, stands: true };
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
 * Why the notice is not sent now, or null; `oldest` is the age in milliseconds at which it is too old. A correction is told whatever the request did since, unless something newer
 * is told as well; whether what it corrects was ever sent is for the deliverer to ask.
 */
export function silenceOf(scene: Scene, now: Instant, oldest = DAY_MS): Silence | null {
  const { notice, others } = scene;
  if (notice.toldOn !== undefined) return 'told';
  if (millis(now) - millis(notice.at) >= oldest) return 'too_old';
  if (others.some((other) => other.corrects === notice.id)) return 'corrected';
  if (scene.request === null) return scene.stands ? null : 'overtaken';
  const place = placeOf(notice, scene.events);
  const moved = notice.corrects === null && hasMovedOn(scene, place);
  return moved || isOutdated(scene, place) ? 'overtaken' : null;
}
