// What a scan on the walk came to: done with a tone and a sentence, or a question that one key answers.

import { computed, ref, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RoundTake } from '../../../shared/desk-contract/rounds.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { useAnnounce } from '../../desk/use-act.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import { useWords } from '../../i18n/use-words.ts';
import { inTurn } from '../../scan/in-turn.ts';
import { playTone } from '../../scan/tones.ts';
import type { ToneKind } from '../../scan/tones.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import { useAppearance } from '../../stores/appearance.ts';
import type { RoundState } from './use-round.ts';

/** A sentence with its tone; the page shows the newest one. */
export interface Said {
  mood: ToneKind;
  text: string;
  refusal: Refusal | null;
  queue: QueueName | null;
}

/** A question that the last scan left open. */
export type Asked =
  | { kind: 'cause'; scan: Scan; requestId: string; barcode: string; place: string }
  | { kind: 'swap'; scan: Scan; requestId: string; barcode: string };

export interface RoundScan {
  take(scan: Scan): Promise<void>;
  /** Answers the question that is open: the cause of a find, or yes to a swap. */
  answer(cause?: string): Promise<void>;
  /** Another place of the find than the one proposed. */
  setPlace(place: string): void;
  drop(): void;
  said: Readonly<ShallowRef<Said | null>>;
  asked: Readonly<ShallowRef<Asked | null>>;
  /** Causes that the find's question offers, in the definition's order. */
  causes: ComputedRef<readonly string[]>;
  busy: Readonly<Ref<boolean>>;
}

/** Scans into a round. */
export function useRoundScan(round: RoundState): RoundScan {
  const { t } = useI18n();
  const words = useWords();
  const appearance = useAppearance();
  const announce = useAnnounce();
  const taking = useCommand('rounds.take');
  const said = shallowRef<Said | null>(null);
  const asked = shallowRef<Asked | null>(null);
  const busy = ref(false);
  const turn = inTurn();

  const say = (mood: ToneKind, text: string, more: Partial<Said> = {}) => {
    said.value = { mood, text, refusal: null, queue: null, ...more };
    if (appearance.sound) playTone(mood);
  };
  const lineOf = (requestId: string) =>
    round.round.value?.stops.find(({ line }) => line.request.id === requestId)?.line;

  const onDone = (taken: Extract<RoundTake, { kind: 'done' }>, shown: string | null) => {
    const line = lineOf(taken.requestId);
    if (!line) return;
    const action = words.action(line.request.queue, taken.action);
    const other = taken.requestId !== shown && shown !== null;
    const more = other ? ` ${t('rounds.said.other_stop', { code: line.request.code })}` : '';
    say('good', `${t('rounds.said.done', { action, title: line.title })}${more}`);
    announce(taken.outcome, line.request, taken.action);
    void round.renew('short');
  };
  const ask = (question: Asked) => {
    asked.value = question;
    round.show(question.requestId);
    const sentence = question.kind === 'swap' ? 'rounds.said.swap' : 'rounds.said.asks';
    say('attention', t(sentence, { barcode: question.barcode }));
  };
  const onRefused = (taken: Extract<RoundTake, { kind: 'refused' }>, scan: Scan) => {
    const { requestId, refusal } = taken;
    const queue = lineOf(requestId)?.request.queue ?? null;
    if (refusal.code === 'swap_offered') {
      const barcode = String(refusal.facts['barcode'] ?? scan.text);
      ask({ kind: 'swap', scan, requestId, barcode });
    } else say('wrong', '', { refusal, queue });
  };
  const onTaken = (taken: RoundTake, scan: Scan, shown: string | null) => {
    switch (taken.kind) {
      case 'done':
        return onDone(taken, shown);
      case 'refused':
        return onRefused(taken, scan);
      case 'asks':
        return ask({ ...taken, kind: 'cause', scan });
      case 'in_hand':
        return say('attention', t('rounds.said.in_hand', { barcode: taken.barcode }));
      case 'other_title':
        return say('wrong', t('rounds.said.other_title', taken));
      case 'crate':
        return say('attention', t('rounds.said.crate', taken));
      case 'place':
        return say('good', t('rounds.said.place', taken));
      case 'unfit':
        return say('wrong', t('rounds.said.unfit', taken));
    }
  };
  const send = async (
    scan: Scan,
    more: { swap?: boolean; place?: string; cause?: string } = {},
  ) => {
    busy.value = true;
    try {
      const shown = round.shown.value?.line.request.id ?? null;
      const answer = await taking.send({ text: scan.text, source: scan.source, shown, ...more });
      if (isRefusal(answer)) say('wrong', '', { refusal: answer });
      else onTaken(answer, scan, shown);
    } finally {
      busy.value = false;
    }
  };
  /** While a find waits for its cause, a shelf code says where it was. */
  const placeFor = async (open: Extract<Asked, { kind: 'cause' }>, scan: Scan) => {
    const { text, source } = scan;
    const answer = await taking.send({ text, source, shown: open.requestId });
    if (!isRefusal(answer) && answer.kind === 'place') {
      asked.value = { ...open, place: answer.code };
      say('good', t('rounds.said.place', answer));
    } else if (!isRefusal(answer)) {
      asked.value = null;
      onTaken(answer, scan, open.requestId);
    }
  };
  const causes = computed<readonly string[]>(() => {
    const open = asked.value;
    const queue = open === null ? undefined : lineOf(open.requestId)?.request.queue;
    if (open?.kind !== 'cause' || queue === undefined) return [];
    const inputs = Object.values(QUEUES[queue].actions).map(({ input }) => input?.['cause']);
    return inputs.find((field) => field?.options !== undefined)?.options ?? [];
  });
  const take: RoundScan['take'] = async (scan) => {
    const open = asked.value;
    // A trigger pulled twice asks once: the question stays where a key can answer it.
    if (open !== null && open.scan.text === scan.text) return ask(open);
    if (open?.kind === 'cause') return placeFor(open, scan);
    asked.value = null;
    await send(scan);
  };
  const answer = async (read: string | undefined, cause: string | undefined) => {
    const open = asked.value;
    // A scan on its way may have left another question open than the one that was read.
    if (open === null || open.requestId !== read) return;
    if (open.kind === 'cause' && cause === undefined) return;
    asked.value = null;
    const more = open.kind === 'swap' ? { swap: true } : { place: open.place, cause: cause ?? '' };
    await send(open.scan, more);
  };
  return {
    said,
    asked,
    causes,
    busy,
    take: (scan) => turn(() => take(scan)),
    answer(cause) {
      const read = asked.value?.requestId;
      return turn(() => answer(read, cause));
    },
    setPlace(place) {
      if (asked.value?.kind === 'cause') asked.value = { ...asked.value, place };
    },
    drop: () => void (asked.value = null),
  };
}
