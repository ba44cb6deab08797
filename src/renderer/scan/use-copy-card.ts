// What the copy card shows and does: takes a scan, keeps the card fresh, does the one next step.

import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { useRouter } from 'vue-router';
import type { ScanCard, ScanPick } from '../../shared/desk-contract.ts';
import { refuse } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/lib/result.ts';
import { useDesk } from '../desk/desk.ts';
import { topicsOf } from '../desk/operations.ts';
import type { Input } from '../desk/operations.ts';
import { useAct } from '../desk/use-act.ts';
import { isRefusal, useCommand } from '../desk/use-command.ts';
import { useLive } from '../desk/use-live.ts';
import { queueRoute } from '../routes.ts';
import { useAppearance } from '../stores/appearance.ts';
import { nextStepOf } from './next-step.ts';
import type { NextStep } from './next-step.ts';
import { SOON_MS } from './soon.ts';
import { playTone } from './tones.ts';
import type { ToneKind } from './tones.ts';
import { LONGEST_CODE } from './use-scan-target.ts';
import type { Scan } from './use-scan-target.ts';

export interface CopyCardState {
  /** The scan that is shown; null while the card is closed. */
  scan: Ref<Scan | null>;
  card: ShallowRef<ScanCard | null>;
  /** Good, wrong or attention: colour, tone and words say the same. */
  mood: Ref<ToneKind>;
  next: ComputedRef<NextStep | null>;
  refusal: Readonly<ShallowRef<Refusal | null>>;
  busy: Readonly<Ref<boolean>>;
  take(scan: Scan): Promise<void>;
  /** Says which meaning of an ambiguous scan is meant. */
  choose(pick: ScanPick): Promise<void>;
  /** Does a step, or opens its form on the queue's page. */
  go(step: NextStep): Promise<void>;
  close(): void;
}

type Asked = Input<'scan.card'>;

/** How a card looks and sounds before anything was done. */
export function moodOf(card: ScanCard): ToneKind {
  if (card.kind === 'unknown') return 'wrong';
  if (card.kind === 'choice') return 'attention';
  if (card.kind !== 'copy') return 'good';
  if (['missing', 'lost', 'withdrawn'].includes(card.holding.copy.status)) return 'attention';
  return card.tasks.length > 0 ? 'attention' : 'good';
}

/** The state of the copy card; one for the whole frame. */
export function useCopyCard(): CopyCardState {
  const { client } = useDesk();
  const router = useRouter();
  const appearance = useAppearance();
  const taking = useCommand('scan.take');
  const acting = useAct();
  const scan = shallowRef<Scan | null>(null);
  const card = shallowRef<ScanCard | null>(null);
  const mood = ref<ToneKind>('good');
  const feel = (kind: ToneKind) => {
    mood.value = kind;
    if (appearance.sound) playTone(kind);
  };

  /** What was asked about the card that is shown, once its first answer is there. */
  const shown = shallowRef<Asked | null>(null);
  const fresh = useLive((signal) => {
    const asked = shown.value;
    if (asked === null) return null;
    return client['scan.card'](asked, signal).then((answer) => ({ asked, answer }));
  }, topicsOf('scan.card'));
  watch(fresh.data, (is) => {
    if (is && is.asked === shown.value) card.value = is.answer;
  });

  const next = computed(() =>
    card.value?.kind === 'copy' ? nextStepOf(card.value, scan.value?.source ?? 'wedge') : null,
  );
  /** The last scan, shown or still being asked. */
  let last: Scan | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(timer));
  const close = () => {
    clearTimeout(timer);
    last = null;
    scan.value = null;
    shown.value = null;
    card.value = null;
    acting.clear();
  };
  const go = async (step: NextStep) => {
    if (step.needsForm) {
      await router.push(
        queueRoute(step.line.request.queue, step.line.request.id, step.action.action),
      );
      return;
    }
    feel((await acting.act(step.line.request, step.action.action, step.input)) ? 'good' : 'wrong');
  };
  const show = (taken: Scan, answer: ScanCard) => {
    scan.value = taken;
    card.value = answer;
    feel(moodOf(answer));
  };
  const look = (taken: Scan) => {
    scan.value = taken;
    card.value = null;
  };
  const ask = async (taken: Scan, pick?: ScanPick) => {
    acting.clear();
    shown.value = null;
    last = taken;
    clearTimeout(timer);
    if (taken.text.length > LONGEST_CODE) {
      const facts = { length: taken.text.length };
      show(taken, { kind: 'unknown', code: 'long_code', facts });
      return;
    }
    const picked = pick ? { pick } : {};
    timer = setTimeout(look, SOON_MS, taken);
    const asked = { text: taken.text, aim: taken.aim ?? null, ...picked };
    const answer = await (taken.listed
      ? client['scan.card'](asked).catch(() => refuse('internal', { id: null }))
      : taking.send({ ...taken, ...picked }));
    if (last !== taken) return;
    clearTimeout(timer);
    show(
      taken,
      isRefusal(answer) ? { kind: 'unknown', code: answer.code, facts: answer.facts } : answer,
    );
    shown.value = asked;
  };
  const take = async (taken: Scan) => {
    const isShown = card.value !== null && scan.value === last && last?.text === taken.text;
    // A tag at the edge of the field comes and goes while nobody moves it: it does nothing, and hides no refusal.
    if (isShown && taken.source === 'rfid') return;
    const again = isShown ? next.value : null;
    if (again?.byScan && !acting.busy.value) {
      await go(again);
      return;
    }
    await ask(taken);
  };
  const choose = async (pick: ScanPick) => {
    if (scan.value) await ask({ ...scan.value }, pick);
  };
  const { refusal, busy } = acting;
  return { scan, card, mood, next, refusal, busy, take, choose, go, close };
}
