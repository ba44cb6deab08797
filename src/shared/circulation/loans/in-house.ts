// A copy that was read in the library and not lent: counted, and seen where it was put down.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Run } from '../../queues/engine/run.ts';
import { noteSighting } from '../../queues/commands/sighting.ts';
import { countUse } from './daily.ts';
import { isRefusal, pointOf, scannedCopy } from '../input.ts';
import { serveNext } from '../holds/next-for-copy.ts';
import { rightRefusal } from '../../queues/rights.ts';

/** Carries out `copy.in_house`: `scan` the copy, the entity is the copy. Refuses one that is on loan: that is a return. */
export async function useInHouse(run: Run): Promise<Refusal | null> {
  const point = pointOf(run, 'in_house');
  const right = rightRefusal(run, 'loan.take_back', 'in_house');
  if (right) return right;
  if (isRefusal(point)) return point;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  const { barcode } = copy;
  if (copy.status === 'withdrawn') return refuse('withdrawn_copy', { barcode });
  const [loan] = await run.world.list('openLoanOf', copy.id);
  if (loan) return refuse('on_loan', { barcode, due: loan.dueOn });
  const used = { ...copy, lastUsedInHouseOn: run.at };
  run.world.put('copy', used);
  await noteSighting(run, used, { place: point, find: { cause: 'elsewhere', bySystem: true } });
  await countUse(run, copy);
  const now = await run.world.get('copy', copy.id);
  if (now) await serveNext(run, now);
  return null;
}
