// Does an action on a request and says what came of it: remarks as toasts, undo offered, the refusal kept for the form.

import type { Ref, ShallowRef } from 'vue';
import type { Refusal } from '../../shared/lib/result.ts';
import type { Request } from '../../shared/queues/request.ts';
import { useWords } from '../i18n/use-words.ts';
import { useToasts } from '../stores/toasts.ts';
import { useUndo } from '../stores/undo.ts';
import type { Output } from './operations.ts';
import { isRefusal, useCommand } from './use-command.ts';

export type ActOutcome = Output<'requests.act'>;

/** What an action needs to know of its request. */
export interface ActTarget extends Pick<Request, 'id' | 'queue' | 'code'> {
  /** Null where the person saw no state that the action would depend on. */
  head: string | null;
}

export interface Actor {
  /** Does the action on what the person saw; true when it was accepted. */
  act(target: ActTarget, action: string, input?: Record<string, unknown>): Promise<boolean>;
  busy: Readonly<Ref<boolean>>;
  /** Why the last action was refused; null otherwise. */
  refusal: Readonly<ShallowRef<Refusal | null>>;
  clear(): void;
}

/** Acts on requests with undo bar and remarks; refusals are the caller's to show (`<refusal-line>`). */
export function useAct(): Actor {
  const { send, busy, refusal, clear } = useCommand('requests.act');
  const announce = useAnnounce();
  const act = async (target: ActTarget, action: string, input: Record<string, unknown> = {}) => {
    const answer = await send({ requestId: target.id, action, input, expectHead: target.head });
    if (isRefusal(answer)) return false;
    announce(answer, target, action);
    return true;
  };
  return { act, busy, refusal, clear };
}

/** Says remarks and offers undo after an accepted command; for submissions and bulk rows too. */
export function useAnnounce(): (
  outcome: ActOutcome,
  target: Pick<ActTarget, 'queue' | 'code'>,
  action: string,
) => void {
  const words = useWords();
  const toasts = useToasts();
  const undo = useUndo();
  return (outcome, target, action) => {
    if (!outcome.ok) return;
    for (const { code, facts } of outcome.remarks) {
      const sentence = words.remark(code, facts, target.queue);
      if (sentence !== '') toasts.say('info', sentence);
    }
    const what = `${words.action(target.queue, action)} · ${target.code}`;
    if (outcome.undo) undo.propose({ ...outcome.undo, what });
    else toasts.say('good', what);
  };
}
