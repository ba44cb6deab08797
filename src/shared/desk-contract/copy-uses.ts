// Copies out of use and back, as the desk shows and does it.

import * as z from 'zod';
import { COPY_DEEDS } from '../circulation/copies/copy-deeds.ts';
import type { CopyDeed } from '../circulation/copies/copy-deeds.ts';

/** What may be done with a copy; the type of its command. */
export const copyDeed = z.enum(Object.keys(COPY_DEEDS) as [CopyDeed, ...CopyDeed[]]);

/** That somebody took a copy out of use or put it back. `by`: staff id; `to`: its status since; `reason`: a code. */
export const copyUse = z.object({
  at: z.string(),
  by: z.string(),
  to: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
});
/** That somebody took a copy out of use or put it back. */
export type CopyUse = z.output<typeof copyUse>;
