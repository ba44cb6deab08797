// What tests of holds look at and set: a hold, who was told what, a copy's row.

import type { Copy, Hold } from '../../src/shared/library/entities.ts';
import type { ModelDesk } from './model-desk.ts';

/** The hold as it is. */
export function holdOf(desk: ModelDesk, id: string): Hold | undefined {
  return desk.world.all('hold').find((each) => each.id === id);
}

/** Every notice as code and reader, in order. */
export function noticesOf(desk: ModelDesk): string[] {
  return desk.world.all('notice').map(({ code, readerId }) => `${code} ${readerId}`);
}

/** Changes a copy's row behind everybody's back. */
export async function setCopy(desk: ModelDesk, id: string, set: Partial<Copy>): Promise<void> {
  const copy = await desk.world.get('copy', id);
  if (copy) desk.world.put('copy', { ...copy, ...set });
}
