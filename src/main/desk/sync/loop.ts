// The sync loop: from what it knows and what happened to what it knows then and what is to be done. No I/O, no clock.

import type { SyncState } from '../../../shared/desk-contract/sync.ts';
import { MOST_COMMANDS } from '../../../shared/sync/protocol.ts';
import { taskFailed } from './loop-failing.ts';
import type { Done, Effect, Happening, LoopEvent, LoopState, Ms } from './loop-state.ts';
import { TASKS } from './loop-state.ts';
import {
  abandon,
  askResync,
  beginStep,
  isReady,
  run,
  settle,
  stopLoop,
  waitAfter,
  waitsLess,
} from './loop-step.ts';
import type { Step } from './loop-step.ts';
import { closeLive, liveEnded } from './loop-live.ts';
import { SILENCE, isUp, watch } from './loop-watch.ts';

/** A page is waited for so many seconds where the live stream does not hold. */
const POLL_SECONDS = 25;
/** Rows are compared with the service's so often, when nobody works. */
const CHECK_EVERY: Ms = 20 * 3_600_000;

/** The service does not know this desk or its key: it is asked again now and then, but somebody has to act. */
const UNKNOWN: ReadonlySet<string> = new Set(['unknown_desk', 'bad_signature']);

/** What the page is told. */
function shownAs(s: LoopState): SyncState {
  if (s.mode === 'off') return 'alone';
  const unknown = s.reason?.task === 'session' && UNKNOWN.has(s.reason.code);
  if (s.mode === 'stopped' || s.tooOld || unknown) return 'stopped';
  if (!s.rows) return 'joining';
  if (s.offline) return 'offline';
  if (!s.session) return 'signing_in';
  if (s.resync !== null) return 'resyncing';
  return s.behind ? 'catching_up' : 'live';
}

/** Whether the service had a part in it. */
function wasReached(done: Done): boolean {
  if (done.task === 'push') return done.asked;
  return done.task !== 'begin' && done.task !== 'forget';
}

function reached({ s, now }: Step): void {
  s.reachedAt = now;
  s.offline = false;
}

function clearReason({ s }: Step, task: Done['task']): void {
  if (s.reason?.task === task) s.reason = null;
}

function onPushed(step: Step, done: Extract<Done, { task: 'push' }>): void {
  const { s, now } = step;
  s.probed = true;
  s.open = done.open;
  s.size = Math.min(MOST_COMMANDS, s.size * 2);
  if (done.results > 0) s.movedAt = now;
  // Another machine counts under this desk's id, or this one has lost the end of its outbox.
  if (done.ahead) s.fork = true;
}

function onPulled(step: Step, done: Extract<Done, { task: 'pull' }>): void {
  const { s, now } = step;
  const line = s.lines.pull;
  if (!done.applied) return waitAfter(step, line, null);
  settle(s.lines.snapshot);
  s.behind = done.behind;
  s.lag = done.lag;
  s.pulledAt = now;
  // A proxy that does not let a page be waited for must not make this a tight loop.
  if (s.waits && done.rows === 0) line.at = now + step.random * 1000;
  return undefined;
}

function onDone(step: Step, done: Done): void {
  const { s, now } = step;
  if (wasReached(done)) reached(step);
  if (done.task === 'live') return liveEnded(step, true, null);
  const line = s.lines[done.task];
  // How often it was loaded in vain is only forgotten once the log can be read on.
  if (done.task === 'snapshot') line.flying = false;
  else settle(line);
  clearReason(step, done.task);
  switch (done.task) {
    case 'session':
      s.session = true;
      for (const task of TASKS) waitsLess(step, s.lines[task]);
      break;
    case 'begin':
      s.rows = true;
      break;
    case 'snapshot':
      Object.assign(s, { rows: true, resync: null, history: true, behind: true });
      waitsLess(step, s.lines.push);
      break;
    case 'forget':
      s.forget = null;
      s.open = done.open;
      waitsLess(step, s.lines.push);
      break;
    case 'new_id':
      abandon(step);
      Object.assign(s, { fork: false, session: false, probed: true, open: done.open });
      break;
    case 'push':
      onPushed(step, done);
      break;
    case 'pull':
      onPulled(step, done);
      break;
    case 'history':
      s.history = done.more;
      break;
    case 'checksum':
      Object.assign(s, { checkWanted: false, checkedAt: now });
      break;
  }
  return undefined;
}

function onHeard(step: Step, { applied, lag }: Extract<Happening, { t: 'heard' }>): void {
  const { s, now } = step;
  reached(step);
  if (s.live === 'closing' || s.live === 'off') return;
  s.live = 'open';
  s.heardAt = now;
  settle(s.lines.live);
  s.lines.live.flying = true;
  clearReason(step, 'live');
  if (applied === null) return;
  s.lag = lag;
  s.pulledAt = now;
  if (!applied) closeLive(step);
}

/** A person does not want to wait: whatever was put off is tried, also after a stop. */
function onNow(step: Step): void {
  const { s, now } = step;
  if (s.mode === 'off') return;
  if (s.mode === 'stopped') Object.assign(s, { mode: 'on', reason: null });
  for (const task of TASKS) if (!s.lines[task].flying) settle(s.lines[task]);
  Object.assign(s, { tooOld: false, pollUntil: now, breaks: [] });
}

function onTick(step: Step): void {
  const { s, now } = step;
  const listens = s.live === 'opening' || s.live === 'open';
  if (listens && now - s.heardAt >= SILENCE) closeLive(step, 'silence');
}

function onStart(step: Step, event: Extract<Happening, { t: 'start' }>): void {
  const { s, now } = step;
  if (s.mode !== 'off') abandon(step);
  for (const task of TASKS) settle(s.lines[task]);
  const { rows, open, history, checkedAt } = event;
  Object.assign(s, { mode: 'on', rows, open, history, session: false, probed: false });
  Object.assign(s, { reason: null, tooOld: false, fork: false, forget: null });
  Object.assign(s, { movedAt: now, tornAt: now, checkedAt: checkedAt ?? now });
  s.resync = event.snapshot ? 'joined' : null;
}

function hear(step: Step, event: LoopEvent): void {
  const { s, now } = step;
  switch (event.t) {
    case 'start':
      return onStart(step, event);
    case 'stop':
      return stopLoop(step, null);
    case 'outbox':
      s.open = event.open;
      return;
    case 'now':
      return onNow(step);
    case 'resync':
      if (s.mode === 'on' && s.rows) askResync(step, 'wanted');
      return;
    case 'quiet':
      s.checkWanted ||= s.rows && now - s.checkedAt >= CHECK_EVERY;
      return;
    case 'tick':
      return onTick(step);
    case 'done':
      return onDone(step, event.done);
    case 'failed':
      return taskFailed(step, event.task, event.why);
    case 'heard':
      return onHeard(step, event);
  }
}

function drivePush(step: Step): void {
  const { s } = step;
  if (s.forget !== null) {
    if (!isReady(step, 'forget') || s.lines.push.flying) return;
    s.lines.forget.flying = true;
    step.effects.push({ t: 'run', life: s.life, task: 'forget', last: s.forget });
    return;
  }
  if ((!s.open && s.probed) || !isReady(step, 'push')) return;
  s.lines.push.flying = true;
  const probe = !s.probed;
  step.effects.push({ t: 'run', life: s.life, task: 'push', size: s.size, probe });
}

function pull(step: Step, wait: number): void {
  const { s, effects } = step;
  s.lines.pull.flying = true;
  s.waits = wait > 0;
  effects.push({ t: 'run', life: s.life, task: 'pull', wait });
}

function driveReading(step: Step): void {
  const { s, now } = step;
  if (s.behind) {
    if (isReady(step, 'pull')) pull(step, 0);
    return;
  }
  const polls = now < s.pollUntil;
  if (polls && isReady(step, 'pull')) pull(step, POLL_SECONDS);
  if (!polls && s.live === 'off' && isReady(step, 'live')) {
    Object.assign(s, { live: 'opening', heardAt: now });
    run(step, 'live');
  }
  if (s.live !== 'open' && !polls) return;
  if (s.history && isReady(step, 'history')) run(step, 'history');
  else if (s.checkWanted && isReady(step, 'checksum')) run(step, 'checksum');
}

/** Begins whatever may be begun. */
function drive(step: Step): void {
  const { s } = step;
  if (!s.session) return isReady(step, 'session') ? run(step, 'session') : undefined;
  if (s.fork) {
    const free = !s.lines.push.flying && !s.lines.forget.flying;
    return free && isReady(step, 'new_id') ? run(step, 'new_id') : undefined;
  }
  if (s.resync !== null || !s.rows) {
    const task = s.resync === null ? 'begin' : 'snapshot';
    return !s.tooOld && isReady(step, task) ? run(step, task) : undefined;
  }
  drivePush(step);
  return s.tooOld ? undefined : driveReading(step);
}

function isStale(state: LoopState, event: LoopEvent): boolean {
  if (event.t !== 'done' && event.t !== 'failed' && event.t !== 'heard') return false;
  if (event.life !== state.life || state.mode !== 'on') return true;
  const task = event.t === 'done' ? event.done.task : event.t === 'failed' ? event.task : 'live';
  return !state.lines[task].flying;
}

/** One step. What answers an earlier life, or a task that is not under way, changes nothing. */
export function next(state: LoopState, event: LoopEvent): { state: LoopState; effects: Effect[] } {
  if (isStale(state, event)) return { state, effects: [] };
  const step = beginStep(state, event);
  const { s, now } = step;
  if (!s.open || !isUp(s, now)) s.movedAt = now;
  hear(step, event);
  if (s.mode === 'on') {
    watch(step);
    drive(step);
  }
  const shown = shownAs(s);
  if (shown !== s.shown) Object.assign(s, { shown, since: now });
  return { state: s, effects: step.effects };
}
