// Time in the loop: when it wants to be woken, and what is done when nothing moves though the service is heard.

import { TASKS } from './loop-state.ts';
import type { LoopState, Ms } from './loop-state.ts';
import { abandon, settle } from './loop-step.ts';
import type { Step } from './loop-step.ts';

/** The live stream says something every 15 s; after this long a silence it counts as broken. */
export const SILENCE: Ms = 40_000;
/** Commands wait, the network is there, and nothing was accepted for so long: everything is begun anew. */
const WATCHDOG: Ms = 60_000;
/** … and after this long it is said on the screen. */
const STUCK: Ms = 300_000;

/** Whether anything was heard of the service lately. */
export function isUp(s: LoopState, now: Ms): boolean {
  return s.reachedAt !== null && now - s.reachedAt <= SILENCE;
}

/** Since when commands have waited in vain, when it is time to say so; null otherwise. */
export function stuckSince(s: LoopState, now: Ms): Ms | null {
  return s.mode === 'on' && s.open && now - s.movedAt >= STUCK ? s.movedAt : null;
}

/** When something is due without an event; null when only an event helps. */
export function wakeAt(s: LoopState, now: Ms): Ms | null {
  if (s.mode !== 'on') return null;
  const waits = TASKS.map((task) => s.lines[task]).flatMap(({ flying, at }) =>
    flying ? [] : [at],
  );
  const silent = s.live === 'opening' || s.live === 'open' ? [s.heardAt + SILENCE] : [];
  const moved = s.open ? [Math.max(s.movedAt, s.tornAt) + WATCHDOG, s.movedAt + STUCK] : [];
  const due = [...waits, ...silent, ...moved, s.pollUntil].filter((at) => at > now);
  return due.length === 0 ? null : Math.min(...due);
}

/** Commands wait and nothing moves though the service is heard: all is begun anew. */
export function watch(step: Step): void {
  const { s, now } = step;
  const loads = s.resync !== null || !s.rows;
  const told = s.lines.push.told && s.lines.push.at > now;
  if (!s.open || loads || told) return;
  if (!isUp(s, now) || now - Math.max(s.movedAt, s.tornAt) < WATCHDOG) return;
  const seconds = Math.round((now - s.movedAt) / 1000);
  step.effects.push({ t: 'log', line: `sync: nothing accepted for ${seconds} s; begun anew` });
  abandon(step);
  for (const task of TASKS) settle(s.lines[task]);
  Object.assign(s, { session: false, tornAt: now, restarts: s.restarts + 1 });
}
