// Whether a copy could be lent to just anybody now: in use, lendable, with no reader, no request and no promise.

import type { Copy } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';

type Looks = Pick<Run, 'world' | 'env'>;

/** Whether the copy may be lent at all by its own row and its home collection's. */
export function isLendable({ env }: Pick<Run, 'env'>, copy: Copy): boolean {
  return copy.lendable && (env.settings.place(copy.home)?.lendable ?? true);
}

const UNUSABLE: ReadonlySet<Copy['status']> = new Set([
  'missing',
  'lost',
  'in_repair',
  'withdrawn',
]);

/** Whether the copy can serve nobody until it is found, mended or back in use. */
export function isUnusable({ status }: Pick<Copy, 'status'>): boolean {
  return UNUSABLE.has(status);
}

/** Whether nobody has the copy and nobody is promised it. */
export async function isFree(run: Looks, copy: Copy): Promise<boolean> {
  if (copy.status !== 'available' || !isLendable(run, copy)) return false;
  const { world } = run;
  const taken = [
    ...(await world.list('openLoanOf', copy.id)),
    ...(await world.list('openCustodyOf', copy.id)),
    ...(await world.list('readyHoldOf', copy.id)),
  ];
  return taken.length === 0;
}
