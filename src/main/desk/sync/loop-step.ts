// One step of the loop in the making: the state that is changed, the effects so far, and the waits between tries.

import { TASKS } from './loop-state.ts';
import type { Effect, Line, LoopState, Ms, Reason, Task } from './loop-state.ts';

/** Full jitter: a try waits at random up to a limit that doubles from 1 to 30 seconds. */
const FIRST_WAIT: Ms = 1000;
const LONGEST_WAIT: Ms = 30_000;
/** A random wait is never so short that a refusing service is asked in a tight loop. */
const SHORTEST_WAIT: Ms = 50;

/** One step: `s` is this step's own copy and may be changed. */
export interface Step {
  s: LoopState;
  now: Ms;
  random: number;
  effects: Effect[];
}

/** Begins a step on a copy of the state. */
export function beginStep(state: LoopState, { now, random }: { now: Ms; random: number }): Step {
  const lines = { ...state.lines };
  for (const task of TASKS) lines[task] = { ...lines[task] };
  return { s: { ...state, lines, breaks: [...state.breaks] }, now, random, effects: [] };
}

/** Whether a task may be begun now. */
export function isReady({ s, now }: Step, task: Task): boolean {
  const line = s.lines[task];
  return !line.flying && line.at <= now;
}

/** Waits at random after a failure, or as long as the service told (seconds). */
export function waitAfter(step: Step, line: Line, retryAfter: number | null): void {
  const limit = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** line.tries);
  const wait = Math.max(SHORTEST_WAIT, step.random * limit);
  line.at = step.now + Math.max(wait, (retryAfter ?? 0) * 1000);
  line.told = retryAfter !== null;
  line.tries += 1;
}

/** At once the first time, later after a random wait: for what is expected to be cured by the next step. */
export function onceMore(step: Step, line: Line): void {
  if (line.tries > 0) return waitAfter(step, line, null);
  line.at = step.now;
  line.tries = 1;
  return undefined;
}

/** What a task waited for is cured: it waits a moment longer at most, unless the service named the time. */
export function waitsLess({ now }: Step, line: Line): void {
  if (!line.told) line.at = Math.min(line.at, now + FIRST_WAIT);
}

/** Nothing more to wait for. */
export function settle(line: Line): void {
  Object.assign(line, { flying: false, tries: 0, at: 0, told: false } satisfies Line);
}

/** Gives up all that is under way; answers to it are heard no more. */
export function abandon(step: Step): void {
  const { s } = step;
  step.effects.push({ t: 'abort', life: s.life });
  s.life += 1;
  for (const task of TASKS) s.lines[task].flying = false;
  s.live = 'off';
  s.behind = true;
  s.probed = false;
}

/** Ends the loop until somebody acts; what was done here is kept. */
export function stopLoop(step: Step, reason: Reason | null): void {
  abandon(step);
  step.s.mode = reason === null ? 'off' : 'stopped';
  step.s.session = false;
  step.s.reason = reason;
}

/** Loads everything anew, as soon as it may. */
export function askResync(step: Step, why: string): void {
  abandon(step);
  step.s.resync = why;
}

/** Begins a task of which there is nothing more to say than its name. */
export function run(
  step: Step,
  task: 'session' | 'begin' | 'snapshot' | 'new_id' | 'live' | 'history' | 'checksum',
): void {
  step.s.lines[task].flying = true;
  step.effects.push({ t: 'run', life: step.s.life, task });
}
