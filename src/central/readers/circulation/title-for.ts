// A title as one reader sees it: its copies, and whether this reader can wait for it.

import type * as z from 'zod';
import type { titleAnswer } from '../../../shared/sync/reader-views.ts';
import { hasFailed } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import type { ReaderContext } from '../reader-context.ts';
import { titleOf } from '../titles.ts';
import { titleHoldOf } from './holds.ts';

/** The title, or 404. */
export async function titleFor(
  context: ReaderContext,
  readerId: string,
  titleId: string,
): Promise<z.output<typeof titleAnswer> | Failure> {
  const seen = await titleOf(context, titleId);
  if (hasFailed(seen)) return seen;
  return { ...seen, hold: await titleHoldOf(context, readerId, titleId) };
}
