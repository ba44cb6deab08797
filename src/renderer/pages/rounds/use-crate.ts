// Unpacking a crate on the screen: which one is open, what a scan out of it came to, and closing it.

import { computed, ref, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CrateTake } from '../../../shared/desk-contract/rounds.ts';
import { useAnnounce } from '../../desk/use-act.ts';
import type { Output } from '../../desk/operations.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import { useQuery } from '../../desk/use-live.ts';
import { useWords } from '../../i18n/use-words.ts';
import { inTurn } from '../../scan/in-turn.ts';
import { playTone } from '../../scan/tones.ts';
import type { ToneKind } from '../../scan/tones.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import { useAppearance } from '../../stores/appearance.ts';
import { useToasts } from '../../stores/toasts.ts';
import type { Said } from './use-round-scan.ts';

export interface CrateState {
  list: ComputedRef<Output<'rounds.crates'> | undefined>;
  opened: Ref<string | null>;
  crate: ComputedRef<Output<'rounds.crate'> | undefined>;
  /** Condition in which what is scanned next arrives. */
  condition: Readonly<Ref<string>>;
  arriveAs(condition: string): void;
  missing: ComputedRef<number>;
  said: Readonly<ShallowRef<Said | null>>;
  busy: Readonly<Ref<boolean>>;
  take(scan: Scan): Promise<void>;
  close(): Promise<boolean>;
}

/** The crates of the campus where the person stands. */
export function useCrate(): CrateState {
  const { t } = useI18n();
  const words = useWords();
  const toasts = useToasts();
  const appearance = useAppearance();
  const announce = useAnnounce();
  const unpacking = useCommand('rounds.unpack');
  const closing = useCommand('rounds.closeCrate');
  const opened = ref<string | null>(null);
  const condition = ref('good');
  const said = shallowRef<Said | null>(null);
  const list = useQuery('rounds.crates', () => ({}));
  const turn = inTurn();
  const detail = useQuery('rounds.crate', () =>
    opened.value === null ? null : { manifestId: opened.value },
  );
  const crate = computed(() => (opened.value === null ? undefined : detail.data.value));

  const say = (mood: ToneKind, text: string, more: Partial<Said> = {}) => {
    said.value = { mood, text, refusal: null, queue: null, ...more };
    if (appearance.sound) playTone(mood);
  };
  const lineOf = (requestId: string) =>
    crate.value?.lines.find(({ line }) => line.request.id === requestId)?.line;

  const onReceived = async (taken: Extract<CrateTake, { kind: 'received' }>, scan: Scan) => {
    const line = lineOf(taken.requestId);
    const title = line?.title ?? scan.text;
    const mood = taken.surplus ? 'attention' : 'good';
    say(
      mood,
      t(taken.surplus ? 'rounds.crates.surplus_received' : 'rounds.crates.received', { title }),
    );
    if (line) announce(taken.outcome, line.request, taken.action);
  };
  const onTaken = async (taken: CrateTake, scan: Scan) => {
    switch (taken.kind) {
      case 'received':
        return onReceived(taken, scan);
      case 'refused': {
        const queue = lineOf(taken.requestId)?.request.queue ?? null;
        return say('wrong', '', { refusal: taken.refusal, queue });
      }
      case 'already':
        return say('attention', t('rounds.crates.already', taken));
      case 'surplus':
        return say('wrong', t('rounds.crates.surplus', taken));
      case 'crate':
        opened.value = taken.manifestId;
        return say('good', `${t('rounds.hand.crate')} ${scan.text}`);
      case 'unknown':
        return say('wrong', t('rounds.crates.unknown', taken));
    }
  };
  const take = async (scan: Scan, arrivesAs: string) => {
    const answer = await unpacking.send({
      manifestId: opened.value ?? '',
      text: scan.text,
      source: scan.source,
      condition: arrivesAs,
    });
    if (isRefusal(answer)) say('wrong', '', { refusal: answer });
    else await onTaken(answer, scan);
    const isReceived = !isRefusal(answer) && answer.kind === 'received';
    if (!isReceived && condition.value === 'good') condition.value = arrivesAs;
  };
  return {
    list: computed(() => list.data.value),
    opened,
    crate,
    condition,
    arriveAs: (each) => void (condition.value = each),
    missing: computed(
      () => crate.value?.lines.filter(({ arrivedOn }) => arrivedOn === null).length ?? 0,
    ),
    said,
    busy: computed(() => unpacking.busy.value || closing.busy.value),
    take(scan) {
      // The condition chosen is this book's alone, however fast the next one is scanned.
      const arrivesAs = condition.value;
      condition.value = 'good';
      return turn(() => take(scan, arrivesAs));
    },
    async close() {
      const answer = await closing.send({ manifestId: opened.value ?? '' });
      if (isRefusal(answer) || !answer.ok) {
        if (isRefusal(answer)) say('wrong', '', { refusal: answer });
        return false;
      }
      for (const { code, facts } of answer.remarks)
        toasts.say('attention', words.remark(code, facts));
      return true;
    },
  };
}
