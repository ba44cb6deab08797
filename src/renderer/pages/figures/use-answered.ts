// A figure's answer together with the question it answers: numbers never stand under the words of another period.

import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import type { FigureAnswer, FigureQuestion } from '../../../shared/figures/names.ts';
import { useDesk } from '../../desk/desk.ts';
import { topicsOf } from '../../desk/operations.ts';
import { useLive } from '../../desk/use-live.ts';
import type { Live } from '../../desk/use-live.ts';
import type { FigureFilters } from './use-figure-filters.ts';

/** A question and the filters that it was made of. */
export interface Asked {
  question: FigureQuestion;
  filters: FigureFilters;
}
export interface Told extends Asked {
  answer: FigureAnswer;
}

/** Asks once it is `seen`; `told` may be of an older question, which `current` tells. */
export function useAnswered(
  asked: Readonly<Ref<Asked>>,
  seen: Readonly<Ref<boolean>>,
): { live: Live<Told>; told: Live<Told>['data']; current: ComputedRef<boolean> } {
  const desk = useDesk();
  const live = useLive(
    (signal) => {
      if (!seen.value) return null;
      const of = asked.value;
      return desk.client['figures.figure'](of.question, signal).then((answer) => ({
        ...of,
        answer,
      }));
    },
    topicsOf('figures.figure'),
    desk,
  );
  return {
    live,
    told: live.data,
    current: computed(
      () => JSON.stringify(live.data.value?.question) === JSON.stringify(asked.value.question),
    ),
  };
}
