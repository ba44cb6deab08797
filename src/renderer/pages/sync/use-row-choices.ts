// What a person can do about a refused action: do it again on the new state, ask a supervisor, or put it away. And about
// a case: correct what has to be.

import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import type { SyncRow } from '../../../shared/desk-contract/sync.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import { useAct } from '../../desk/use-act.ts';
import { queueRoute } from '../../routes.ts';
import { useRedo } from '../../stores/redo.ts';
import type { RedoOffer } from '../../stores/redo.ts';
import { useToasts } from '../../stores/toasts.ts';
import type { RowWords } from './use-row-words.ts';

export const CHOICES = ['redo', 'ask', 'discard', 'correct', 'open'] as const;
export type Choice = (typeof CHOICES)[number];

/** Letters of the choices; they act on the row that the keyboard is on. */
export const CHOICE_KEYS: Record<Choice, string> = {
  redo: 'r',
  ask: 'e',
  discard: 'd',
  correct: 'm',
  open: 'o',
};

/** What the desk offers instead of a refused action. */
type Again = Pick<RedoOffer, 'queue' | 'action' | 'input'> & { requestId: string };

/** Why a choice came to nothing. */
export interface Trouble {
  commandId: string;
  refusal: Refusal;
  /** It can no longer be done at all, so that the request itself is the place to go on. */
  gone: boolean;
}

export interface RowChoices {
  choose(row: SyncRow, choice: Choice): Promise<void>;
  trouble: Readonly<ShallowRef<Trouble | null>>;
}

/** Choices that a row offers; none unless it was refused and is not put away, or is a case that this person may correct. */
export function choicesOf(row: SyncRow): Choice[] {
  if (row.atCounter) return ['open'];
  if (row.state === 'exception') return row.mayCorrect ? ['correct', 'open'] : [];
  if (row.state !== 'refused' || row.dismissed) return [];
  if (row.queue === null) return ['discard'];
  if (row.requestId === null || row.action === 'submit') return ['redo', 'discard'];
  // What was to be taken back is no longer the last step: there is nothing that could be done once more.
  if (row.type === 'request.undo') return ['open', 'discard'];
  return ['redo', 'ask', 'discard'];
}

/** Actions on a request that have no form: they are done at once. */
const FORMLESS: ReadonlySet<string> = new Set(['claim', 'release']);

/** Carries out choices; `words` writes the note for the supervisor. */
export function useRowChoices(words: RowWords): RowChoices {
  const { t } = useI18n();
  const router = useRouter();
  const toasts = useToasts();
  const redo = useRedo();
  const asking = useCommand('sync.redo');
  const dismissing = useCommand('sync.dismiss');
  const acts = useAct();
  const trouble = shallowRef<Trouble | null>(null);

  const open = (offer: RedoOffer) => {
    redo.propose(offer);
    return router.push(queueRoute(offer.queue, offer.requestId ?? undefined, offer.action));
  };
  const show = async ({ queue, requestId, atCounter }: SyncRow, action?: string) => {
    if (atCounter) await router.push({ name: 'circulation', params: { tab: 'cases' } });
    if (queue !== null && requestId !== null) {
      await router.push(queueRoute(queue, requestId, action));
    }
  };
  /** Does what needs no form, and puts the refused one away. */
  const doNow = async (row: SyncRow, { requestId, queue, action, input }: Again) => {
    const target = { id: requestId, queue, code: row.code ?? '', head: null };
    const { commandId } = row;
    if (await acts.act(target, action, input)) await dismissing.send({ commandId });
    else if (acts.refusal.value) {
      trouble.value = { commandId, refusal: acts.refusal.value, gone: false };
    }
  };
  const again = async (row: SyncRow) => {
    const { commandId } = row;
    const answer = await asking.send({ commandId });
    if (isRefusal(answer)) {
      trouble.value = { commandId, refusal: answer, gone: false };
    } else if (!answer.legal && answer.why) {
      trouble.value = { commandId, refusal: answer.why, gone: true };
    } else {
      const { queue, requestId, action, input, texts } = answer;
      const about = { queue, requestId, action, input };
      if (requestId !== null && FORMLESS.has(action)) return doNow(row, { ...about, requestId });
      const why = action === row.action ? 'again' : 'instead';
      await open({ why, commandId, ...about, texts });
    }
  };
  const ask = async (row: SyncRow) => {
    const { queue, requestId, commandId } = row;
    if (queue === null || requestId === null) return;
    const note = t('sync.asking', {
      did: words.did(row),
      about: words.about(row),
      why: words.why(row),
    });
    const about = { queue, requestId, action: 'report_problem' };
    await open({ why: 'ask', commandId, ...about, input: { note }, texts: {} });
  };
  const discard = async ({ commandId }: SyncRow) => {
    const answer = await dismissing.send({ commandId });
    if (isRefusal(answer)) trouble.value = { commandId, refusal: answer, gone: false };
    else toasts.say('info', t('sync.choice.discarded'));
  };
  const ways: Record<Choice, (row: SyncRow) => Promise<unknown>> = {
    redo: again,
    ask,
    discard,
    correct: (row) => show(row, 'correct'),
    open: (row) => show(row),
  };
  return {
    async choose(row, choice) {
      if (asking.busy.value || dismissing.busy.value || acts.busy.value) return;
      trouble.value = null;
      await ways[choice](row);
    },
    trouble,
  };
}
