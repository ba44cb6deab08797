// Writing new books' tags one after the other: a barcode, then a tag, and on to the next without touching anything.

import { computed, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { PadTagView } from '../../../shared/desk-contract/rfid.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { useDesk } from '../../desk/desk.ts';
import type { Output } from '../../desk/operations.ts';
import { isRefusal, useCommand } from '../../desk/use-command.ts';

/** The book whose tag comes next. */
export type ProgramBook = Extract<Output<'rfid.book'>, { ok: true }>;

export interface Programming {
  book: ShallowRef<ProgramBook | null>;
  /** Volumes of the set and number of this one, as typed. */
  volumes: Ref<string>;
  part: Ref<string>;
  /** The set as it will be written: null for a single volume, undefined while the numbers make none. */
  set: ComputedRef<{ total: number; part: number } | null | undefined>;
  refusal: ComputedRef<Refusal | null>;
  busy: ComputedRef<boolean>;
  /** Barcodes that were written, newest first. */
  written: Ref<string[]>;
  /** Takes a barcode; the tag may lie there already. */
  take(barcode: string): Promise<void>;
  /** Writes the one tag that lies there. */
  write(): Promise<void>;
  cancel(): void;
}

const SHOWN = 8;

function setOf(volumes: string, part: string): { total: number; part: number } | null | undefined {
  if (volumes.trim() === '' && part.trim() === '') return null;
  const numbers = { total: Number(volumes), part: Number(part) };
  const sound = [volumes, part].every((each) => /^\s*[1-9]\d{0,2}\s*$/u.test(each));
  return sound && numbers.part <= numbers.total ? numbers : undefined;
}

/** Makes it over the tags that lie there; a tag that was refused for a book is not tried again by itself. */
export function useProgram(tags: () => readonly PadTagView[]): Programming {
  const { client } = useDesk();
  const programming = useCommand('rfid.program');
  const book = shallowRef<ProgramBook | null>(null);
  const unknown = shallowRef<Refusal | null>(null);
  const volumes = ref('');
  const part = ref('');
  const written = ref<string[]>([]);
  let tried: string | null = null;
  const set = computed(() => setOf(volumes.value, part.value));
  const only = computed(() => {
    const [first, second] = tags();
    return first && !second && first.is !== 'unread' ? first : null;
  });
  const cancel = () => {
    book.value = null;
    unknown.value = null;
    tried = null;
    volumes.value = '';
    part.value = '';
    programming.clear();
  };
  const write = async () => {
    const next = book.value;
    const tag = only.value;
    if (next === null || tag === null || set.value === undefined || programming.busy.value) return;
    tried = tag.uid;
    const { barcode } = next;
    const answer = await programming.send({ uid: tag.uid, barcode, set: set.value });
    if (isRefusal(answer) || book.value !== next) return;
    cancel();
    written.value = [barcode, ...written.value].slice(0, SHOWN);
  };
  const writeNew = () => {
    if (only.value !== null && only.value.uid !== tried) void write();
  };
  watch(only, (tag) => {
    // A tag that was taken away and put back is tried again.
    if (tag === null) tried = null;
    else writeNew();
  });
  return {
    book,
    volumes,
    part,
    set,
    written,
    refusal: computed(() => unknown.value ?? programming.refusal.value),
    busy: computed(() => programming.busy.value),
    async take(barcode) {
      cancel();
      const answer = await client['rfid.book']({ barcode });
      if (!answer.ok) {
        unknown.value = answer;
        return;
      }
      book.value = answer;
      writeNew();
    },
    write,
    cancel,
  };
}
