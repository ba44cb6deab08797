// Rows as the screen shows them: a scan that is answered soon is drawn once, with its answer.

import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import { SOON_MS } from '../../scan/soon.ts';
import { isAsked } from './scan-rows.ts';
import type { ScanRow } from './scan-rows.ts';

/** Whether `next` is what is drawn with scans under way on top, and nothing else. */
function isMoreAsked<R extends ScanRow<{ kind: string }>>(drawn: readonly R[], next: readonly R[]) {
  const more = next.length - drawn.length;
  return more > 0 && next.every((row, at) => (at < more ? isAsked(row) : row === drawn[at - more]));
}

/** `rows` to be drawn: what else changes is there at once, a scan that is under way when it takes longer than others. */
export function useDrawnRows<R extends ScanRow<{ kind: string }>>(
  rows: () => readonly R[],
): Readonly<ShallowRef<readonly R[]>> {
  const drawn = shallowRef(rows());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = () => {
    clearTimeout(timer);
    timer = undefined;
    drawn.value = rows();
  };
  watch(
    rows,
    (next) => {
      if (!isMoreAsked(drawn.value, next)) draw();
      else timer ??= setTimeout(draw, SOON_MS);
    },
    { flush: 'sync' },
  );
  onScopeDispose(() => clearTimeout(timer));
  return drawn;
}
