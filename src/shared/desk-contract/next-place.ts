// Where a copy in the hand goes, and which request has it.

import * as z from 'zod';
import { queueName } from './views.ts';

/** Where a copy goes next, once it is in the hand. */
export const nextPlace = z.discriminatedUnion('is', [
  /** `range`: code of the shelf where it stands; null where no range has its call number. */
  z.object({
    is: z.literal('shelf'),
    collection: z.string(),
    range: z.string().nullable(),
    callNumber: z.string(),
  }),
  /** `slot`: a place of the hold shelf that is free, to begin with. */
  z.object({
    is: z.literal('hold_shelf'),
    holdId: z.string(),
    reader: z.string(),
    slot: z.string().nullable(),
  }),
  /** `code`: of the request that takes it there, where there is one. */
  z.object({
    is: z.literal('transit'),
    campus: z.string(),
    why: z.enum(['hold', 'home']),
    code: z.string().nullable(),
  }),
  z.object({
    is: z.literal('request'),
    requestId: z.string(),
    code: z.string(),
    queue: queueName,
    /** Where it has to get to, if that is another campus than this. */
    campus: z.string().nullable(),
    /** What is done there with the copy in the hand. */
    action: z.string().nullable(),
  }),
  /** It does not go back to its shelf: its status. `mayRestore`: this person may put it back in use. */
  z.object({ is: z.literal('aside'), why: z.string(), mayRestore: z.boolean() }),
]);
/** Where a copy goes next. */
export type NextPlace = z.output<typeof nextPlace>;

/** The request that has a copy. `slot`: code of the hold-shelf slot where it lies; `action`: what is done next by its scan. */
export const heldBy = z.object({
  requestId: z.string(),
  code: z.string(),
  queue: queueName,
  state: z.string(),
  reader: z.string().nullable(),
  slot: z.string().nullable(),
  action: z.string().nullable(),
});
/** The request that has a copy. */
export type HeldBy = z.output<typeof heldBy>;
