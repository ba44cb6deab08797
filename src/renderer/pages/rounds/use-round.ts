// A person's round on the screen: its stops, which one is shown, and the commands that belong to the whole of it.

import { computed, ref, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { RoundStop } from '../../../shared/desk-contract/rounds.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { millis } from '../../../shared/lib/time.ts';
import { newCommandId } from '../../desk/command-id.ts';
import type { Output } from '../../desk/operations.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import { useQuery } from '../../desk/use-live.ts';
import type { Live } from '../../desk/use-live.ts';
import { useNow } from '../../desk/use-now.ts';

export type Round = Output<'rounds.mine'>;
export type RowResults = Extract<Output<'rounds.start'>, { ok: true }>['results'];

export interface RoundState {
  live: Live<Round>;
  round: ComputedRef<Round | undefined>;
  /** Whether there is a round at all. */
  begun: ComputedRef<boolean>;
  /** Stops that are still to be walked to, in walking order. */
  open: ComputedRef<RoundStop[]>;
  inHand: ComputedRef<RoundStop[]>;
  shown: ComputedRef<RoundStop | null>;
  show(requestId: string): void;
  /** One further or back among the open stops. */
  step(by: number): void;
  skip(stop: RoundStop): Promise<void>;
  start(requestIds: string[], taskIds: string[]): Promise<RowResults | Refusal>;
  /** Gives back what is left; how many that were, or why not. */
  end(): Promise<number | null>;
  /** Claims again what has less than half of its time left, or none. */
  renew(which: 'lapsed' | 'short'): Promise<void>;
  busy: Readonly<Ref<boolean>>;
  refusal: Readonly<ShallowRef<Refusal | null>>;
}

const OPEN = new Set<RoundStop['status']>(['todo', 'skipped', 'lapsed']);
const HELD = new Set<RoundStop['status']>(['todo', 'skipped', 'in_hand']);
/** Other than these have nothing to give back: ended, or somebody else's. */
const idOf = (stop: RoundStop) => stop.line.request.id;

const rowsOf = (ids: readonly string[]) =>
  ids.map((requestId) => ({ commandId: newCommandId(), requestId }));

/** The round of whoever is signed in. */
export function useRound(): RoundState {
  const live = useQuery('rounds.mine', () => ({}));
  const starting = useCommand('rounds.start');
  const ending = useCommand('rounds.end');
  const skipping = useCommand('rounds.skip');
  const now = useNow();
  const round = computed(() => live.data.value);
  const stops = computed(() => round.value?.stops ?? []);
  const open = computed(() => stops.value.filter(({ status }) => OPEN.has(status)));
  const shownId = ref<string | null>(null);
  /** Where the walker is in the whole list, so that the next stop is the one after it. */
  let at = 0;

  const shown = computed(() => open.value.find((stop) => idOf(stop) === shownId.value) ?? null);
  const show = (requestId: string) => {
    shownId.value = requestId;
    at = Math.max(
      0,
      stops.value.findIndex((stop) => idOf(stop) === requestId),
    );
  };
  /** The next stop that was not skipped, after where the walker is, else from the beginning, else a skipped one. */
  const next = () => {
    const wanted = (stop: RoundStop) => OPEN.has(stop.status) && stop.status !== 'skipped';
    return stops.value.slice(at).find(wanted) ?? stops.value.find(wanted) ?? open.value[0] ?? null;
  };
  watch(stops, () => {
    if (shown.value !== null) return;
    const stop = next();
    if (stop) show(idOf(stop));
  });

  const held = () =>
    stops.value.filter(({ status, line }) => HELD.has(status) && line.request.claim);
  const renew: RoundState['renew'] = async (which) => {
    const ends = held().map(({ line }) => millis(line.request.claim?.until ?? now.value));
    // Whatever was acted on just now has the whole time ahead of it.
    const half = (Math.max(0, ...ends) - millis(now.value)) / 2;
    const isShort = ({ line }: RoundStop) =>
      millis(line.request.claim?.until ?? now.value) - millis(now.value) < half;
    const wanted =
      which === 'lapsed'
        ? stops.value.filter(({ status }) => status === 'lapsed')
        : held().filter(isShort);
    if (wanted.length > 0) await starting.send({ rows: rowsOf(wanted.map(idOf)), taskIds: [] });
  };
  return {
    live,
    round,
    begun: computed(() => stops.value.length + (round.value?.checks.length ?? 0) > 0),
    open,
    inHand: computed(() => stops.value.filter(({ status }) => status === 'in_hand')),
    shown,
    show,
    step(by) {
      const index = open.value.findIndex((stop) => idOf(stop) === shownId.value);
      const stop = open.value[Math.min(Math.max(index + by, 0), open.value.length - 1)];
      if (stop) show(idOf(stop));
    },
    async skip(stop) {
      const skipped = stop.status !== 'skipped';
      await skipping.send({ requestId: idOf(stop), skipped });
      if (!skipped) return;
      at += 1;
      const following = stops.value.slice(at).find(({ status }) => status === 'todo');
      const other = following ?? open.value.find((each) => idOf(each) !== idOf(stop));
      if (other) show(idOf(other));
    },
    async start(requestIds, taskIds) {
      const answer = await starting.send({ rows: rowsOf(requestIds), taskIds });
      return isRefusal(answer) ? answer : answer.ok ? answer.results : answer;
    },
    async end() {
      const ids = stops.value.filter(({ line }) => line.request.claim?.kind === 'round').map(idOf);
      const mine = ids.filter((id) =>
        stops.value.some((stop) => idOf(stop) === id && stop.status !== 'taken'),
      );
      const answer = await ending.send({ rows: rowsOf(mine) });
      if (isRefusal(answer) || !answer.ok) return null;
      return answer.results.filter(({ outcome }) => outcome.ok).length;
    },
    renew,
    busy: computed(() => starting.busy.value || ending.busy.value),
    refusal: starting.refusal,
  };
}
