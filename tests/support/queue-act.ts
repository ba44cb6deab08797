// Short ways to try an action of one queue in a test: what it leads to, or the code with which it is refused.

import { decide } from '../../src/shared/queues/engine/decide.ts';
import type { Verdict } from '../../src/shared/queues/engine/decide.ts';
import type { Context, Effect, QueueDefinition } from '../../src/shared/queues/queue.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { context } from './queue-context.ts';

type Input = Record<string, unknown>;

/** `accepted` gives the verdict or throws; `refusal` gives the code, or says that it was accepted. */
export function actsOf(definition: QueueDefinition) {
  const act = (from: Request | null, action: string, input: Input, over: Partial<Context> = {}) =>
    decide(definition, from, action, input, context(over));
  return {
    accepted: (...args: Parameters<typeof act>): Verdict => {
      const verdict = act(...args);
      if (!verdict.ok) throw new Error(`refused: ${verdict.code} ${JSON.stringify(verdict.facts)}`);
      return verdict;
    },
    refusal: (...args: Parameters<typeof act>): string => {
      const verdict = act(...args);
      return verdict.ok ? `accepted: ${verdict.to}` : verdict.code;
    },
  };
}

/** Effects of one kind. */
export function effectsIn<D extends Effect['do']>(list: Effect[] | undefined, kind: D) {
  return (list ?? []).filter((each): each is Extract<Effect, { do: D }> => each.do === kind);
}
