// Reads the log page by page, and listens to it as it grows.

import { MOST_ROWS, liveEnd, pullAnswer } from '../../../shared/sync/protocol.ts';
import type { Cursor, PullAnswer } from '../../../shared/sync/protocol.ts';
import { CallFailed, refusalOf } from './ask.ts';
import type { LiveEvent } from './central-port.ts';
import type { Done } from './loop-state.ts';
import type { TaskParts } from './task-parts.ts';

/** An answer may take so long besides what it was asked to wait, in milliseconds. */
const ANSWER_MS = 35_000;

/** A log whose hashes do not follow each other is not read on. */
const BROKEN = new CallFailed({ kind: 'local', code: 'broken_log' });

function isSame(a: Cursor, b: Cursor): boolean {
  return a.seq === b.seq && a.hash === b.hash;
}

/** Applies a page that begins where the replica has read to; says whether it did. */
async function take(parts: TaskParts, page: PullAnswer): Promise<boolean> {
  parts.mustAgree(page.epoch);
  if (!isSame(page.from, parts.readTo().cursor)) return false;
  if (page.rows.length === 0 && page.private.length === 0) return true;
  const applied = await parts.replica.applyPage(page);
  if (applied) parts.seen(page.rows);
  // It began in the right place, so its hashes do not follow from what was read before.
  else if (isSame(page.from, parts.readTo().cursor)) throw BROKEN;
  return applied;
}

/** One page; `wait` seconds where there is none yet. @throws CallFailed */
export async function pull(parts: TaskParts, wait: number): Promise<Done> {
  const { epoch, cursor } = parts.readTo();
  const query = { epoch, seq: cursor.seq, h: cursor.hash, limit: MOST_ROWS, wait };
  const call = { method: 'GET', path: '/v1/pull', query } as const;
  const page = await parts.ask(call, pullAnswer, ANSWER_MS + wait * 1000);
  const applied = await take(parts, page);
  const lag = Math.max(0, page.head - page.through.seq);
  const behind = !applied || page.more || lag > 0;
  return { task: 'pull', applied, rows: page.rows.length, behind, lag };
}

/** A frame as it stands in an event; null for a heartbeat. */
function frameOf({ event, data }: LiveEvent): PullAnswer | null {
  if (event === 'heartbeat' || data === '') return null;
  const { data: page, error } = pullAnswer.safeParse(parsed(data));
  if (error) throw new CallFailed({ kind: 'fault', code: 'bad_answer' }, error);
  return page;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Why the service ends the stream: a reason for loading everything anew, or that this desk is out. */
function endOf(data: string): CallFailed | null {
  const reason = liveEnd.safeParse(parsed(data)).data?.reason ?? null;
  if (reason === null) return null;
  const [status, code] = reason === 'revoked' ? [403, 'desk_revoked'] : [410, reason];
  const refused = { status, code, facts: {}, last: null, retryAfter: null };
  return new CallFailed({ kind: 'refused', ...refused });
}

/**
 * Listens until the stream ends. `heard` is told of each heartbeat (null) and whether each frame fitted.
 * @throws CallFailed
 */
export async function listen(
  parts: TaskParts,
  signal: AbortSignal,
  heard: (applied: boolean | null, lag: number) => void,
): Promise<Done> {
  const { epoch, cursor } = parts.readTo();
  const query = { epoch, seq: cursor.seq, h: cursor.hash };
  const call = { method: 'GET', path: '/v1/live', query, token: await parts.token() } as const;
  for await (const item of parts.central.live(call, signal)) {
    if ('status' in item) throw parts.refused(call.token, refusalOf(item));
    if (item.event === 'end') {
      const why = endOf(item.data);
      if (why) throw why;
      break;
    }
    const page = frameOf(item);
    // What a pull has read meanwhile comes once more, and is nothing new.
    const old = page === null || page.through.seq <= parts.readTo().cursor.seq;
    if (page) parts.mustAgree(page.epoch);
    if (old) heard(null, 0);
    else heard(await take(parts, page), Math.max(0, page.head - page.through.seq));
  }
  return { task: 'live' };
}
