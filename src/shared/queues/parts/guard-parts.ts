// What the guards of several queues are made of: facts of sentences, notices, quotas, the first refusal.

import { standingRefusal } from '../../circulation/readers/reader-standing.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import type { Effect } from '../effect.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';

/** The first refusal of several checks, or null. */
export function firstOf(...checks: (Refusal | null)[]): Refusal | null {
  return checks.find((check) => check !== null) ?? null;
}

/** Facts that every sentence about a request may use. */
export function requestFacts(request: Request, context: Context): Facts {
  return { code: request.code, title: context.title?.title ?? '' };
}

/** Makes a notice to the asker; the engine sends none where there is no reader. */
export type Notifier<Code extends string> = (
  code: Code,
  request: Request,
  context: Context,
  facts?: Facts,
) => Effect;

/** Makes notices whose sentences have the facts of the request besides their own. */
export function notifier(factsOf = requestFacts): Notifier<string> {
  return (code, request, context, facts = {}) => ({
    do: 'notice',
    code,
    facts: { ...factsOf(request, context), ...facts },
  });
}

/** The same notices, of which the asker of a linked case is spared: its parent tells them what matters. */
export function ownNotifier<Code extends string>(notice: Notifier<Code>) {
  return (...args: Parameters<Notifier<Code>>): Effect[] =>
    args[2].parent === null ? [notice(...args)] : [];
}

/** The reader's other open requests of this queue. */
export function openOfReader(request: Request, context: Context): Request[] {
  return context.readerOpen.filter(
    (each) => each.queue === request.queue && each.id !== request.id,
  );
}

/** Refuses a request over the reader's quota (`<queue>.quota`); a linked case's parent was already taken on. */
export function quotaCheck(request: Request, context: Context): Refusal | null {
  if (context.reader === null || context.role === 'system') return null;
  const quota = context.policies.number(`${request.queue}.quota`);
  const used = openOfReader(request, context).length;
  return used >= quota ? refuse('quota_used', { used, quota }) : null;
}

/** Refuses a request for nobody, or for whoever may not borrow now. */
export function readerCheck(context: Context): Refusal | null {
  if (context.reader === null) return refuse('missing_input', { field: 'readerId' });
  return standingRefusal(context.reader, context.today);
}
