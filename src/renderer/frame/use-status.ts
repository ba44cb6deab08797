// What rail and status bar both show, asked once by the frame.

import { computed, inject, provide } from 'vue';
import type { ComputedRef, InjectionKey } from 'vue';
import type { Output } from '../desk/operations.ts';
import { useQuery } from '../desk/use-live.ts';

export type Status = Output<'status.bar'>;

export interface StatusAnswer {
  status: ComputedRef<Status | undefined>;
}

const STATUS: InjectionKey<StatusAnswer> = Symbol('status');

/** Asks for the status and gives it to the components below. */
export function provideStatus(): StatusAnswer {
  const { data } = useQuery('status.bar', () => ({}));
  const answer = { status: computed(() => data.value) };
  provide(STATUS, answer);
  return answer;
}

/** The status that the frame asked for. */
export function useStatus(): StatusAnswer {
  const answer = inject(STATUS);
  if (answer === undefined) throw new Error('no status provided');
  return answer;
}
