// A sitting of practice: ten exercises one after the other, judged here, kept by the desk at the end.

import { computed, ref, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { CallNumberOptions } from '../../../shared/library/call-number-parts.ts';
import { judge } from '../../../shared/shelving/practice.ts';
import type { Exercise, Verdict } from '../../../shared/shelving/practice.ts';
import { useDesk } from '../../desk/desk.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import type { Refusal } from '../../../shared/lib/result.ts';

export interface Sitting {
  exercises: readonly Exercise[];
  options: CallNumberOptions;
}

export interface PracticeState {
  sitting: Readonly<ShallowRef<Sitting | null>>;
  /** Index of the exercise. */
  at: Readonly<Ref<number>>;
  exercise: ComputedRef<Exercise | null>;
  /** Numbers chosen so far. */
  chosen: Readonly<ShallowRef<readonly string[]>>;
  verdict: Readonly<ShallowRef<Verdict | null>>;
  right: Readonly<Ref<number>>;
  /** What the last sitting came to; null before the first. */
  done: Readonly<ShallowRef<{ right: number; of: number; seconds: number } | null>>;
  busy: Readonly<Ref<boolean>>;
  refusal: Readonly<ShallowRef<Refusal | null>>;
  begin(collection: string | null): Promise<void>;
  choose(number: string): void;
  reset(): void;
  next(): Promise<void>;
}

const LARGEST_SEED = 2 ** 31;

/** Makes it. */
export function usePractice(): PracticeState {
  const { client } = useDesk();
  const keeping = useCommand('shelving.practised');
  const sitting = shallowRef<Sitting | null>(null);
  const at = ref(0);
  const chosen = shallowRef<readonly string[]>([]);
  const verdict = shallowRef<Verdict | null>(null);
  const right = ref(0);
  const done = shallowRef<{ right: number; of: number; seconds: number } | null>(null);
  const exercise = computed(() => sitting.value?.exercises[at.value] ?? null);
  let missed: string[][] = [];
  let begun = 0;

  async function finish(of: number): Promise<void> {
    const seconds = Math.min(86_400, Math.round((performance.now() - begun) / 1000));
    const result = { exercises: of, right: right.value, seconds, missed };
    const answer = await keeping.send(result);
    if (isRefusal(answer)) return;
    done.value = { right: right.value, of, seconds };
    sitting.value = null;
  }

  return {
    sitting,
    at,
    exercise,
    chosen,
    verdict,
    right,
    done,
    busy: keeping.busy,
    refusal: keeping.refusal,
    async begin(collection) {
      const seed = Math.floor(Math.random() * LARGEST_SEED);
      sitting.value = await client['shelving.exercises']({ collection, seed });
      at.value = 0;
      right.value = 0;
      missed = [];
      chosen.value = [];
      verdict.value = null;
      done.value = null;
      begun = performance.now();
    },
    choose(number) {
      const now = exercise.value;
      if (!now || !sitting.value || verdict.value || chosen.value.includes(number)) return;
      chosen.value = [...chosen.value, number];
      const rest = now.numbers.filter((each) => !chosen.value.includes(each));
      // The last one has only one place left.
      if (rest.length > 1) return;
      chosen.value = [...chosen.value, ...rest];
      verdict.value = judge(chosen.value, sitting.value.options);
      if (verdict.value.right) right.value += 1;
      else missed.push(verdict.value.order);
    },
    reset() {
      if (!verdict.value) chosen.value = [];
    },
    async next() {
      const of = sitting.value?.exercises.length ?? 0;
      if (!verdict.value || of === 0) return;
      if (at.value + 1 >= of) return finish(of);
      at.value += 1;
      chosen.value = [];
      verdict.value = null;
    },
  };
}
