// What a search field offers for a text: readers, titles or copies, asked of the desk while a person types.

import { computed, onScopeDispose, ref, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { FieldKind } from '../../../shared/queues/queue.ts';
import { useDesk } from '../../desk/desk.ts';
import { useLive } from '../../desk/use-live.ts';
import { useLanguage } from '../../i18n/use-language.ts';

export interface SearchOption {
  value: string;
  text: string;
  hint: string;
}

const LIMIT = 8;
/** Milliseconds of rest after which a typed text is asked for. */
const REST = 120;

/** Two letters, or one Chinese sign (a family name), are worth a search. */
export function isSearchable(text: string): boolean {
  return text.trim().length > 1 || /[^\u0000-\u00ff]/u.test(text);
}

/** Options for a text; none for one that is too short. */
export function useSearchOptions(
  kind: () => FieldKind,
  text: Ref<string>,
): { options: ComputedRef<SearchOption[]>; answered: ComputedRef<boolean> } {
  const { client } = useDesk();
  const { pick } = useLanguage();
  const { t } = useI18n();
  const settled = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(text, (is) => {
    clearTimeout(timer);
    timer = setTimeout(() => (settled.value = is.trim()), REST);
  });
  onScopeDispose(() => clearTimeout(timer));

  const titles = async (wanted: string, signal: AbortSignal): Promise<SearchOption[]> => {
    const { rows } = await client['search.titles'](
      { text: wanted, offset: 0, limit: LIMIT },
      signal,
    );
    return rows.map(({ title, copies }) => ({
      value: title.id,
      text: title.title,
      hint: `${title.author} · ${title.callNumber} · ${copies}`,
    }));
  };
  const readers = async (wanted: string, signal: AbortSignal): Promise<SearchOption[]> => {
    const { rows } = await client['search.readers']({ text: wanted, limit: LIMIT }, signal);
    return rows.map((reader) => ({
      value: reader.id,
      text: reader.nameMasked,
      hint:
        reader.status === 'active'
          ? reader.cardMasked
          : `${reader.cardMasked} · ${t(`queue.reader.status_${reader.status}`)}`,
    }));
  };
  const copies = async (wanted: string, signal: AbortSignal): Promise<SearchOption[]> => {
    const found = await client['search.all']({ text: wanted }, signal);
    return found.copies.slice(0, LIMIT).map(({ copy, collection }) => ({
      value: copy.id,
      text: copy.barcode,
      hint: `${copy.callNumber} · ${pick(collection)}`,
    }));
  };
  const search = (wanted: string, signal: AbortSignal) => {
    if (kind() === 'reader') return readers(wanted, signal);
    return kind() === 'title' ? titles(wanted, signal) : copies(wanted, signal);
  };
  const live = useLive<{ wanted: string; found: SearchOption[] }>((signal) => {
    const wanted = settled.value;
    if (!isSearchable(wanted)) return null;
    return search(wanted, signal).then((found) => ({ wanted, found }));
  }, []);
  /** Options of an earlier text are none: Enter must not take what was not asked for. */
  const answered = computed(() => live.data.value?.wanted === text.value.trim());
  return {
    options: computed(() => (answered.value ? (live.data.value?.found ?? []) : [])),
    answered,
  };
}
