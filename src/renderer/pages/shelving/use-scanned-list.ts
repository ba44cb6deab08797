// A list of scans that the desk remembers: it is there again after another page, a reload, a sign-out.

import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import * as z from 'zod';
import { MOST_CODES } from '../../../shared/desk-contract/shelving.ts';
import { useDesk } from '../../desk/desk.ts';
import type { Scan } from '../../scan/use-scan-target.ts';

/** What became of a scan. */
export type Taken = 'added' | 'again' | 'full';

export interface ScannedList {
  codes: Readonly<ShallowRef<readonly string[]>>;
  /** The shelf that is read (place id). */
  place: Ref<string | null>;
  /** The last way of entering a code that is no scanner's is kept: it counts less. */
  source: Readonly<Ref<Scan['source']>>;
  /** Whether what was remembered is there. */
  ready: Readonly<Ref<boolean>>;
  add(scan: Scan): Taken;
  dropLast(): void;
  clear(): void;
  /** Takes off what was sent; what was scanned meanwhile stays. */
  dropSent(sent: readonly string[]): void;
}

const remembered = z.object({
  codes: z.array(z.string()),
  place: z.string().nullable(),
  source: z.enum(['wedge', 'hid', 'typed']),
});

/** Milliseconds after the last scan in which the list is written down. */
const REST = 300;

/** The list of that name, of the person who is signed in. */
export function useScannedList(name: string): ScannedList {
  const { client } = useDesk();
  const key = `shelving.${name}`;
  const codes = shallowRef<readonly string[]>([]);
  const place = ref<string | null>(null);
  const source = ref<Scan['source']>('wedge');
  const ready = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    const value = { codes: codes.value, place: place.value, source: source.value };
    client['memory.set']({ key, value }).catch(() => undefined);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, REST);
  };
  const load = async () => {
    const { value } = await client['memory.get']({ key });
    const known = remembered.safeParse(value);
    const isNew = codes.value.length > 0 || place.value !== null;
    if (known.success) {
      // What was scanned while the desk was asked comes after what it remembers.
      codes.value = [...known.data.codes, ...codes.value];
      place.value ??= known.data.place;
      source.value = known.data.source;
    }
    ready.value = true;
    watch([codes, place], soon);
    // Scanned or chosen while the desk was asked: to be remembered too.
    if (isNew) soon();
  };
  load().catch(() => (ready.value = true));
  onScopeDispose(() => timer !== undefined && keep());

  const clear = () => {
    codes.value = [];
    source.value = 'wedge';
  };
  return {
    codes,
    place,
    source,
    ready,
    add({ text, source: how }) {
      if (codes.value.length >= MOST_CODES) return 'full';
      const again = codes.value.includes(text);
      codes.value = [...codes.value, text];
      if (how === 'typed' || codes.value.length === 1) source.value = how;
      return again ? 'again' : 'added';
    },
    dropLast: () => void (codes.value = codes.value.slice(0, -1)),
    clear,
    dropSent(sent) {
      const kept = codes.value.findIndex((code, at) => code !== sent[at]);
      if (kept === -1) clear();
      else codes.value = codes.value.slice(kept);
    },
  };
}
