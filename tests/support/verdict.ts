// What a test asks of a verdict: where it leads or why it was refused, and one effect of a kind.

import type { Refusal } from '../../src/shared/lib/result.ts';
import type { Verdict } from '../../src/shared/queues/engine/decide.ts';
import type { Effect } from '../../src/shared/queues/queue.ts';

/** The state that the action leads to, or the refusal's code. */
export function codeOf(verdict: Verdict | Refusal): string {
  return verdict.ok ? verdict.to : verdict.code;
}

/** The first effect of a kind. */
export function effectOf<D extends Effect['do']>(verdict: Verdict | Refusal, kind: D) {
  const effects = verdict.ok ? (verdict.effects ?? []) : [];
  return effects.find((each): each is Extract<Effect, { do: D }> => each.do === kind);
}
