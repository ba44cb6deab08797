// Names of places, reasons, people, funds and vendors, asked once and shared: rows carry ids, screens show words.

import { computed, inject, provide } from 'vue';
import type { ComputedRef, InjectionKey } from 'vue';
import type { Bilingual, Place } from '../../shared/library/entities.ts';
import type { Output } from './operations.ts';
import { useQuery } from './use-live.ts';

export type LibraryWords = Output<'library.words'>;

export interface Library {
  words: ComputedRef<LibraryWords | undefined>;
  place(id: string | null): Place | undefined;
  /** Places of one kind in walking order, those in use only. */
  places(kind: Place['kind']): Place[];
  /** Name of a place, reason, fund or vendor by id or code; undefined when unknown. */
  name(id: string): Bilingual | undefined;
  /** Name of a member of staff; `system` and unknown ids are undefined. */
  staffName(id: string): string | undefined;
}

export const LIBRARY: InjectionKey<Library> = Symbol('library');

/** Asks for the words while `wanted` is true and gives them to all components below. */
export function provideLibrary(wanted: () => boolean): Library {
  const { data } = useQuery('library.words', () => (wanted() ? {} : null));
  const places = computed(() => new Map(data.value?.places.map((place) => [place.id, place])));
  const names = computed(() => {
    const all = new Map<string, Bilingual>();
    for (const place of data.value?.places ?? []) all.set(place.id, place.name);
    for (const reason of data.value?.reasons ?? []) all.set(reason.code, reason.text);
    for (const row of data.value?.funds ?? []) all.set(row.id, row.text);
    for (const row of data.value?.vendors ?? []) all.set(row.id, row.text);
    return all;
  });
  const library: Library = {
    words: computed(() => data.value),
    place: (id) => (id === null ? undefined : places.value.get(id)),
    places: (kind) =>
      [...places.value.values()]
        .filter((place) => place.kind === kind && place.active)
        .sort((a, b) => a.order - b.order),
    name: (id) => names.value.get(id),
    staffName: (id) => data.value?.staff[id],
  };
  provide(LIBRARY, library);
  return library;
}

/** The library's words that the app provides. */
export function useLibrary(): Library {
  const library = inject(LIBRARY);
  if (library === undefined) throw new Error('no library provided');
  return library;
}
