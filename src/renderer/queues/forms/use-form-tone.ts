// Says by tone, and by word where a code fits nowhere, what a scan into a form came to.

import { ref } from 'vue';
import type { Ref } from 'vue';
import { playTone } from '../../scan/tones.ts';
import type { ToneKind } from '../../scan/tones.ts';
import { useAppearance } from '../../stores/appearance.ts';

export type ScanResult = 'filled' | 'sent' | 'refused' | 'unfit';

const TONES: Record<ScanResult, ToneKind> = {
  filled: 'good',
  sent: 'good',
  refused: 'wrong',
  unfit: 'attention',
};

export interface FormTone {
  say(result: ScanResult): void;
  /** The last scan fitted no field. */
  unfit: Readonly<Ref<boolean>>;
}

/** Tones of a form; silent where the person has switched them off. */
export function useFormTone(): FormTone {
  const appearance = useAppearance();
  const unfit = ref(false);
  return {
    unfit,
    say(result) {
      unfit.value = result === 'unfit';
      if (appearance.sound) playTone(TONES[result]);
    },
  };
}
