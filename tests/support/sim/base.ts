// What simulated and tried libraries begin with.

import { START } from '../model-library.ts';
import { modelBase } from '../model-base.ts';
import { millis } from '../../../src/shared/lib/time.ts';
import type { Base, RowOfBase } from '../../../src/node/base.ts';

/** When simulations begin: the clocks of all machines and the library's own agree. */
export const SIM_START = millis(START);

/** The model library on real time, whose accounts nobody signs in to; in Asia/Shanghai unless a zone is named. */
export function simBase(zone: string | null = null): Base {
  const base = modelBase();
  function* rows(): Iterable<RowOfBase> {
    if (zone !== null) yield { kind: 'policy', row: { id: 'library.zone', ver: 1, value: zone } };
    yield* base.rows();
  }
  return { ...base, text: `${base.text}/${zone}`, rows, start: null, demo: null };
}
