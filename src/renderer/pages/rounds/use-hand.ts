// What is in hand after the walk: into a crate by two scans, or on to the next step with its own form.

import { computed, nextTick, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RoundStop } from '../../../shared/desk-contract/rounds.ts';
import { cleanCode, codeForms } from '../../../shared/library/barcodes.ts';
import { fieldOfKind } from '../../../shared/queues/engine/field-check.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { useAct } from '../../desk/use-act.ts';
import { useCommand, isRefusal } from '../../desk/use-command.ts';
import { useDetail } from '../../queues/detail/use-detail.ts';
import type { OpenDetail } from '../../queues/detail/use-detail.ts';
import { stepRank } from '../../queues/detail/owed-step.ts';
import { inTurn } from '../../scan/in-turn.ts';
import { playTone } from '../../scan/tones.ts';
import type { ToneKind } from '../../scan/tones.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import type { Scan } from '../../scan/use-scan-target.ts';
import { useAppearance } from '../../stores/appearance.ts';
import type { Said } from './use-round-scan.ts';
import type { RoundState } from './use-round.ts';

/** Copies that go the same way next. */
export interface HandGroup {
  /** Campus to which they go in a crate; null for what is done here. */
  campus: string | null;
  stops: RoundStop[];
}

export interface Hand {
  groups: ComputedRef<HandGroup[]>;
  crate: Ref<string>;
  /** Copies packed in this visit. */
  packed: Ref<number>;
  said: Readonly<ShallowRef<Said | null>>;
  opened: Ref<string | null>;
  detail: OpenDetail;
  /** The step that follows for a copy in hand; null where somebody else does it. */
  stepOf(stop: RoundStop): string | null;
  open(stop: RoundStop): Promise<void>;
  take(scan: Scan): Promise<void>;
}

/** The step that moves the request on comes before its ways out. */
function firstStep({ line: { request }, next }: RoundStop): string | null {
  return next.toSorted((a, b) => stepRank(request, a) - stepRank(request, b))[0] ?? null;
}

function crateField({ line: { request } }: RoundStop, action: string): string | undefined {
  const spec = QUEUES[request.queue].actions[action];
  return spec && fieldOfKind(spec, 'crate');
}

/** What is in hand, and what a scan does with it. */
export function useHand(round: RoundState): Hand {
  const { t } = useI18n();
  const appearance = useAppearance();
  const acting = useAct();
  const looking = useCommand('rounds.take');
  const crate = ref('');
  const packed = ref(0);
  const said = shallowRef<Said | null>(null);
  const opened = ref<string | null>(null);
  const detail = useDetail(() => opened.value);
  const turn = inTurn();
  let waiting: Scan | null = null;

  const say = (mood: ToneKind, text: string, more: Partial<Said> = {}) => {
    said.value = { mood, text, refusal: null, queue: null, ...more };
    if (appearance.sound) playTone(mood);
  };
  const isPacked = (stop: RoundStop) => {
    const step = firstStep(stop);
    return step !== null && crateField(stop, step) !== undefined;
  };
  const groups = computed<HandGroup[]>(() => {
    const ways = new Map<string | null, RoundStop[]>();
    for (const stop of round.inHand.value) {
      const campus = isPacked(stop) ? stop.line.request.targetCampus : null;
      ways.set(campus, [...(ways.get(campus) ?? []), stop]);
    }
    return [...ways]
      .map(([campus, stops]) => ({ campus, stops }))
      .toSorted((a, b) => Number(a.campus === null) - Number(b.campus === null));
  });
  const open = async (stop: RoundStop) => {
    opened.value = stop.line.request.id;
    const step = firstStep(stop);
    // The detail drops what was begun on the request before.
    await nextTick();
    if (step !== null) detail.begin(step);
  };
  /** A form that opens because of a scan gets that scan as soon as it stands. */
  watch(detail.form, async (form) => {
    if (form === null || waiting === null) return;
    const scan = waiting;
    waiting = null;
    await nextTick();
    deliverScan(scan);
  });
  const pack = async (stop: RoundStop, step: string, scan: Scan) => {
    const { request, barcode } = stop.line;
    const spec = QUEUES[request.queue].actions[step];
    const input: Record<string, unknown> = { scan: barcode, source: scan.source };
    for (const [name, field] of Object.entries(spec?.input ?? {})) {
      if (field.kind === 'crate') input[name] = crate.value;
      if (field.kind === 'campus') input[name] = request.targetCampus;
    }
    if (await acting.act(request, step, input)) {
      packed.value += 1;
      say('good', t('rounds.hand.sent', { barcode: barcode ?? '', crate: crate.value }));
      // Its slip can be printed now.
      opened.value = request.id;
    } else say('wrong', '', { refusal: acting.refusal.value, queue: request.queue });
  };
  const other = async (scan: Scan) => {
    const answer = await looking.send({ text: scan.text, source: scan.source, shown: null });
    if (!isRefusal(answer) && answer.kind === 'crate') {
      crate.value = answer.code;
      packed.value = 0;
      say('good', `${t('rounds.hand.crate')} ${answer.code}`);
    } else say('wrong', t('rounds.hand.unknown', { code: cleanCode(scan.text) }));
  };
  const take: Hand['take'] = async (scan) => {
    const forms = codeForms(cleanCode(scan.text).toUpperCase());
    const stop = round.inHand.value.find(({ line }) =>
      forms.includes(line.barcode?.toUpperCase() ?? ''),
    );
    if (!stop) return other(scan);
    const step = firstStep(stop);
    if (step === null) return say('attention', t('rounds.hand.nothing'));
    if (isPacked(stop)) {
      if (crate.value === '') return say('attention', t('rounds.hand.scan_crate'));
      return pack(stop, step, scan);
    }
    waiting = scan;
    await open(stop);
  };
  return {
    groups,
    crate,
    packed,
    said,
    opened,
    detail,
    stepOf: firstStep,
    open,
    take: (scan) => turn(() => take(scan)),
  };
}
