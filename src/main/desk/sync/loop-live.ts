// The live stream in the loop: when it is given up, and when waiting pulls stand in for it.

import type { Ms } from './loop-state.ts';
import { onceMore, waitAfter } from './loop-step.ts';
import type { Step } from './loop-step.ts';

/** Broken so often within this time, the stream is left alone for a while: a proxy may not let it through. */
const MOST_BREAKS = 3;
const BREAKS_WITHIN: Ms = 300_000;
const POLL_FOR: Ms = 600_000;

function countBreak({ s, now }: Step): void {
  s.breaks = [...s.breaks.filter((at) => now - at < BREAKS_WITHIN), now];
  if (s.breaks.length < MOST_BREAKS) return;
  s.breaks = [];
  s.pollUntil = now + POLL_FOR;
}

/** Closes the stream by this desk's will; its end is then no break, except for silence. */
export function closeLive(step: Step, why: 'silence' | 'mismatch' = 'mismatch'): void {
  const { s } = step;
  if (why === 'silence') {
    countBreak(step);
    // Nothing at all was heard for so long: that is no network, until something answers.
    s.offline = true;
    s.reason = { task: 'pull', code: 'timeout', facts: {} };
  }
  s.live = 'closing';
  s.behind = true;
  step.effects.push({ t: 'closeLive' });
}

/** The stream is over. `counts`: not because the whole network is away; `retryAfter` in seconds. */
export function liveEnded(step: Step, counts: boolean, retryAfter: number | null): void {
  const { s } = step;
  const line = s.lines.live;
  line.flying = false;
  const closed = s.live === 'closing';
  if (!closed && (counts || s.live === 'open')) countBreak(step);
  if (closed) onceMore(step, line);
  else waitAfter(step, line, retryAfter);
  s.live = 'off';
  s.behind = true;
  // A service that was put back to a backup ends every stream, and shows it only to who offers what it once had.
  s.probed = false;
}
