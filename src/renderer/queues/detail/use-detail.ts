// The request open at the right, kept fresh; the form that is open on it; and the steps that need no form.

import { computed, ref, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import type { LegalAction, RequestDetail } from '../../../shared/desk-contract.ts';
import { OTHER_RIGHTS } from '../../../shared/queues/rights.ts';
import type { RpcError } from '../../../shared/rpc/failure.ts';
import { useAct } from '../../desk/use-act.ts';
import type { Actor } from '../../desk/use-act.ts';
import { useQuery } from '../../desk/use-live.ts';
import { useSession } from '../../desk/use-session.ts';
import { useRedo } from '../../stores/redo.ts';
import { useUndo } from '../../stores/undo.ts';
import { stepRank } from './owed-step.ts';

export interface OpenDetail {
  /** What the desk knows of it; the request before it stays until the answer comes. */
  data: ComputedRef<RequestDetail | null>;
  /** The answer on the screen belongs to another request than the one opened. */
  stale: ComputedRef<boolean>;
  /** The desk has no such request. */
  missing: ComputedRef<boolean>;
  error: ComputedRef<RpcError | null>;
  refresh(): void;
  /** Actions of this person now, without those that the head of the detail has anyway. */
  actions: ComputedRef<LegalAction[]>;
  /** Action whose form is open. */
  form: Ref<LegalAction | null>;
  /** Opens the form of an action by name or letter, once the request is known. */
  begin(action: string): void;
  closeForm(): void;
  /** Whose claim it is now: `none`, `mine`, `other`. */
  claim: ComputedRef<'none' | 'mine' | 'other'>;
  /** Whether this person may change whose claim it is. */
  mayClaim: ComputedRef<boolean>;
  toggleClaim(): void;
  undo(): void;
  acts: Actor;
}

/** Actions that the head of the detail offers by itself. */
const HEAD_ACTIONS = ['claim', 'release', 'take_over', 'note', 'undo'];

const plain = (action: string): LegalAction => ({
  action,
  key: null,
  choices: {},
  prefill: {},
  scan: false,
});

/** The detail of the request whose id `opened` gives. */
export function useDetail(opened: () => string | null): OpenDetail {
  const session = useSession();
  const acts = useAct();
  const bar = useUndo();
  const redo = useRedo();
  const live = useQuery('requests.detail', () => {
    const requestId = opened();
    return requestId === null ? null : { requestId };
  });
  const form = ref<LegalAction | null>(null);
  const wanted = ref<string | null>(null);

  const data = computed(() => (opened() === null ? null : (live.data.value ?? null)));
  const stale = computed(() => data.value !== null && data.value.line.request.id !== opened());
  const actions = computed(() =>
    (data.value?.actions ?? [])
      .filter(({ action }) => !HEAD_ACTIONS.includes(action))
      .toSorted((a, b) => rank(a) - rank(b)),
  );
  const rank = ({ action }: LegalAction) =>
    data.value === null ? 0 : stepRank(data.value.line.request, action);
  const claim = computed(() => {
    const held = data.value?.line.request.claim ?? null;
    if (held === null) return 'none';
    return held.by === session.person.value?.id ? 'mine' : 'other';
  });

  const mayClaim = computed(
    () => claim.value !== 'other' || session.has(...OTHER_RIGHTS['request.take_over']),
  );

  const openWanted = () => {
    if (wanted.value === null || data.value === null || stale.value) return;
    const name = wanted.value;
    wanted.value = null;
    const legal = actions.value.find((each) => each.action === name || each.key === name);
    if (legal) form.value = legal;
    else if (name === 'note' || name === 'take_over') form.value = plain(name);
    else if (name === 'report_problem' && redo.offer?.action === name) {
      // Nothing is in hand any more, so there is no problem to report: the supervisor reads a note.
      redo.propose({ ...redo.offer, action: 'note' });
      form.value = plain('note');
    }
  };
  const begin = (action: string) => {
    wanted.value = action;
    openWanted();
  };
  watch(opened, () => {
    form.value = null;
    wanted.value = null;
    acts.clear();
  });
  watch(data, (is) => {
    openWanted();
    // Fresh choices and prefills come with each answer; an action that is gone keeps its form until it is sent or left.
    const open = form.value;
    const fresh = is?.actions.find((each) => each.action === open?.action);
    if (open !== null && fresh) form.value = fresh;
  });
  const now = (action: string, input: Record<string, unknown> = {}) => {
    if (data.value === null || stale.value || acts.busy.value) return;
    void acts.act(data.value.line.request, action, input);
  };
  return {
    data,
    stale,
    missing: computed(() => opened() !== null && live.data.value === null),
    error: computed(() => live.error.value),
    refresh: live.refresh,
    actions,
    form,
    begin,
    closeForm: () => void (form.value = null),
    claim,
    mayClaim,
    toggleClaim() {
      if (!mayClaim.value) return;
      if (claim.value === 'other') begin('take_over');
      else now(claim.value === 'mine' ? 'release' : 'claim');
    },
    undo() {
      const offer = data.value?.undo;
      if (!offer) return;
      now('undo', { commandId: offer.commandId });
      if (bar.offer?.commandId === offer.commandId) bar.withdraw();
    },
    acts,
  };
}
