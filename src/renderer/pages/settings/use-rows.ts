// Rows of one kind with the forms that are open on them: a draft stays while one looks at other rows or is refused.

import { computed, reactive, ref } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { Refusal } from '../../../shared/lib/result.ts';
import { newCommandId } from '../../desk/command-id.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';
import { useQuery } from '../../desk/use-live.ts';
import type { Live } from '../../desk/use-live.ts';
import type { Kind, Row } from './kinds.ts';

export interface Rows {
  live: Live<Row[]>;
  rows: ComputedRef<Row[]>;
  chosen: Ref<string | null>;
  /** What the form holds; null when no row is chosen. */
  draft: ComputedRef<Row | null>;
  /** Whether the form holds something else than the saved row. */
  changed: ComputedRef<boolean>;
  isNew: ComputedRef<boolean>;
  make(): void;
  forget(): void;
  save(): Promise<boolean>;
  busy: Readonly<Ref<boolean>>;
  refusal: Readonly<ShallowRef<Refusal | null>>;
}

const clone = (row: Row): Row => JSON.parse(JSON.stringify(row)) as Row;

/** Rows of a kind, in the order of the desk. */
export function useRows(kind: Kind): Rows {
  const live = useQuery('settings.rows', () => ({ kind: kind.kind })) as unknown as Live<Row[]>;
  const { send, busy, refusal, clear } = useCommand('settings.save');
  const chosen = ref<string | null>(null);
  const drafts = reactive(new Map<string, Row>());
  const rows = computed(() => live.data.value ?? []);
  const saved = computed(() => rows.value.find((row) => row.id === chosen.value));

  const draft = computed(() => {
    const id = chosen.value;
    if (id === null) return null;
    const known = drafts.get(id);
    if (known) return known;
    if (!saved.value) return null;
    drafts.set(id, clone(saved.value));
    return drafts.get(id) ?? null;
  });
  const isNew = computed(() => draft.value?.ver === 0 && !saved.value);
  const changed = computed(
    () =>
      draft.value !== null &&
      (isNew.value || JSON.stringify(draft.value) !== JSON.stringify(saved.value)),
  );
  const forget = () => {
    if (chosen.value !== null) drafts.delete(chosen.value);
    if (isNew.value || !saved.value) chosen.value = null;
    clear();
  };
  const save = async () => {
    const row = draft.value;
    if (!row) return false;
    const answer = await send({ kind: kind.kind, row: clone(row) });
    if (isRefusal(answer)) return false;
    drafts.delete(row.id);
    return true;
  };
  return {
    live,
    rows,
    chosen: computed({
      get: () => chosen.value,
      set(id) {
        clear();
        // A form that nobody changed shows the row as it is now, not as it was when first opened.
        if (!changed.value && chosen.value !== null) drafts.delete(chosen.value);
        chosen.value = id;
      },
    }),
    draft,
    changed,
    isNew,
    make() {
      const id = newCommandId();
      drafts.set(id, { ...kind.blank?.(), id, ver: 0 });
      chosen.value = id;
      clear();
    },
    forget,
    save,
    busy,
    refusal,
  };
}
