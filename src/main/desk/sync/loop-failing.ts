// What the loop makes of every way in which a task can come to nothing. Nothing here ever removes a command.

import { liveEnded } from './loop-live.ts';
import type { Failing, Line, Reason, Task } from './loop-state.ts';
import { askResync, onceMore, stopLoop, waitAfter } from './loop-step.ts';
import type { Step } from './loop-step.ts';

type Refused = Extract<Failing, { kind: 'refused' }>;

const READS: ReadonlySet<Task> = new Set(['pull', 'live', 'snapshot', 'history', 'checksum']);

function reasonOf(task: Task, why: Failing): Reason {
  const facts = why.kind === 'refused' ? { ...why.facts, status: why.status } : {};
  return { task, code: why.code, facts };
}

/** A batch that is too large, or that the service cannot even read, is offered in smaller parts. */
function halve(step: Step, line: Line): void {
  const { s } = step;
  if (s.size === 1) return waitAfter(step, line, null);
  s.size = Math.ceil(s.size / 2);
  line.at = step.now;
  return undefined;
}

function conflict(step: Step, line: Line, why: Refused): void {
  if (why.code === 'gap' && why.last !== null) {
    step.s.forget = why.last;
    return onceMore(step, line);
  }
  if (why.code === 'forked') {
    Object.assign(step.s, { fork: true, forget: null });
    return onceMore(step, line);
  }
  return waitAfter(step, line, why.retryAfter);
}

function resync(step: Step, task: Task, line: Line, why: Refused): void {
  if (task === 'snapshot' || task === 'session' || !step.s.rows) {
    return waitAfter(step, line, why.retryAfter);
  }
  askResync(step, why.code);
  // Right away, unless the last one was in vain.
  return onceMore(step, step.s.lines.snapshot);
}

function refused(step: Step, task: Task, line: Line, why: Refused): void {
  const { s } = step;
  switch (why.status) {
    case 401:
      if (task === 'session') return waitAfter(step, line, why.retryAfter);
      s.session = false;
      return onceMore(step, line);
    case 403:
      if (why.code === 'desk_revoked') return stopLoop(step, reasonOf(task, why));
      return waitAfter(step, line, why.retryAfter);
    case 409:
      return conflict(step, line, why);
    case 410:
      return resync(step, task, line, why);
    case 426:
      if (READS.has(task)) s.tooOld = true;
      return waitAfter(step, line, why.retryAfter);
    case 400:
    case 413:
      return task === 'push' ? halve(step, line) : waitAfter(step, line, why.retryAfter);
    default:
      return waitAfter(step, line, why.retryAfter);
  }
}

/** Statuses after which the service counts as away for whoever reads the page. */
function isAway({ status }: Refused): boolean {
  return status >= 500 || status === 404 || status === 429;
}

function heardOf(step: Step, task: Task, why: Failing): void {
  const { s, now } = step;
  const streams = s.live === 'open';
  if (why.kind === 'refused') {
    s.reachedAt = now;
    s.offline = isAway(why) && !streams && task !== 'history' && task !== 'checksum';
  } else if (why.kind === 'fault' && !streams) {
    s.offline = true;
  }
}

/** Answers that say something about the desk or the log, and nothing about the stream. */
const NOT_THE_STREAM: ReadonlySet<number> = new Set([401, 403, 410, 426]);

function liveFailed(step: Step, why: Failing): void {
  const { s } = step;
  if (why.kind !== 'refused') return liveEnded(step, false, null);
  if (!NOT_THE_STREAM.has(why.status)) {
    return liveEnded(step, why.status < 500 && why.status !== 429, why.retryAfter);
  }
  s.live = 'off';
  s.behind = true;
  return refused(step, 'live', s.lines.live, why);
}

/** Takes a failure in. */
export function taskFailed(step: Step, task: Task, why: Failing): void {
  const { s } = step;
  const line = s.lines[task];
  line.flying = false;
  if (task === 'live' && s.live === 'closing') return liveEnded(step, false, null);
  // Whoever answers next may have been put back to a backup meanwhile.
  if (why.kind === 'fault') s.probed = false;
  heardOf(step, task, why);
  s.reason = reasonOf(task, why);
  if (task === 'live') return liveFailed(step, why);
  return why.kind === 'refused' ? refused(step, task, line, why) : waitAfter(step, line, null);
}
