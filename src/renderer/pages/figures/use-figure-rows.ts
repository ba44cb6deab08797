// The requests behind a bar or point, page by page, asked again when they change.

import { ref, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { Output } from '../../desk/operations.ts';
import { useDesk } from '../../desk/desk.ts';
import { useQuery } from '../../desk/use-live.ts';
import type { Live } from '../../desk/use-live.ts';
import type { OpenPoint } from './use-figure.ts';

export type FigureRow = Output<'figures.rows'>['rows'][number];

export interface FigureRows {
  live: Live<Output<'figures.rows'>>;
  /** Rows of the pages after the first. */
  more: Readonly<ShallowRef<readonly FigureRow[]>>;
  next: Readonly<Ref<string | null>>;
  busy: Readonly<Ref<boolean>>;
  goOn(): Promise<void>;
}

export const PAGE = 100;

/** Rows of the chosen point. */
export function useFigureRows(point: () => OpenPoint): FigureRows {
  const { client } = useDesk();
  const more = shallowRef<readonly FigureRow[]>([]);
  const next = ref<string | null>(null);
  const busy = ref(false);
  const asked = (after: string | null) => {
    const { question, categoryKey, seriesKey } = point();
    return { ...question, compare: 'none' as const, categoryKey, seriesKey, after, limit: PAGE };
  };
  const live = useQuery('figures.rows', () => asked(null));
  watch(live.data, (first) => {
    more.value = [];
    next.value = first?.next ?? null;
  });
  return {
    live,
    more,
    next,
    busy,
    async goOn() {
      const first = live.data.value;
      if (busy.value || next.value === null) return;
      busy.value = true;
      try {
        const page = await client['figures.rows'](asked(next.value));
        // The first page was asked anew meanwhile: this one belongs to an older list.
        if (live.data.value !== first) return;
        more.value = [...more.value, ...page.rows];
        next.value = page.next;
      } finally {
        busy.value = false;
      }
    },
  };
}
