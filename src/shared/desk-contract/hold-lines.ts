// What circulation shows of holds: who waits, what lies on the hold shelf, and in which of its slots.

import * as z from 'zod';
import type { Hold } from '../library/entities.ts';
import { bookLine } from './circulation-views.ts';
import { row } from './views.ts';

/** A hold with its reader. */
export const holdLine = z.object({
  hold: row<Hold>(),
  title: z.string(),
  book: bookLine.nullable(),
  reader: z.string(),
  card: z.string(),
  /** The request that brings its copy from where it stands; null where none does. */
  errand: z.object({ id: z.string(), code: z.string() }).nullable(),
});
/** A hold with its reader. */
export type HoldLine = z.output<typeof holdLine>;

/** Something that lies on the hold shelf. */
export const shelfLine = holdLine.extend({
  slot: z.string().nullable(),
  /** `on_way`: promised, and not put there yet; `expired` and `cancelled` are to be cleared. */
  state: z.enum(['waits', 'today', 'on_way', 'expired', 'cancelled']),
});
/** Something that lies on the hold shelf. */
export type ShelfLine = z.output<typeof shelfLine>;

/** A slot of the hold shelf: how many copies lie in it, and masked names of whose they are. */
export const slotLine = z.object({
  id: z.string(),
  code: z.string(),
  copies: z.number(),
  readers: z.array(z.string()),
});
/** A slot of the hold shelf with what lies in it. */
export type SlotLine = z.output<typeof slotLine>;
