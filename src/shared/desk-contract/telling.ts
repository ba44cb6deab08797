// Readers whom people tell: a desk that works alone has nobody else to do it.

import * as z from 'zod';
import { TELLING } from '../library/row-parts.ts';
import { command, query } from '../rpc/contract.ts';
import { bilingual, facts, id, refusal } from './views.ts';

/** Things to tell that one call marks. */
const MOST_MARKED = 200;

/** A reminder that nobody has given yet: its loan or hold, and its code. */
const about = z
  .object({ loanId: z.string(), code: z.string() })
  .or(z.object({ holdId: z.string(), code: z.string() }));

/** One thing to tell. */
const tellingLine = z.object({
  noticeId: z.string(),
  code: z.string(),
  /** Since when there is something to tell. */
  at: z.string(),
  text: bilingual,
  /** Null where the notice is there already. */
  about: about.nullable(),
});
export type TellingLine = z.output<typeof tellingLine>;

/** A reader with all there is to tell. */
const tellingReader = z.object({
  readerId: z.string(),
  nameMasked: z.string(),
  cardMasked: z.string(),
  lines: z.array(tellingLine),
});
export type TellingReader = z.output<typeof tellingReader>;

const toldLine = z.object({
  noticeId: z.string(),
  nameMasked: z.string(),
  text: bilingual,
  toldOn: z.string(),
  how: z.enum(TELLING),
});

const contact = z.object({
  readerId: z.string(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
});
export type Contact = z.output<typeof contact>;

/** Readers to tell; for whoever may note that they were told. */
export const tellingContract = {
  /**
   * What there is to tell now, what cannot wait first; `count` is of the readers of whom `readers` are the first.
   * `told`: what was marked today. Null where a service tells readers, or where it is not the person's work.
   */
  'telling.today': query(
    z.object({}),
    z
      .object({
        readers: z.array(tellingReader),
        count: z.object({ total: z.number(), more: z.boolean() }),
        told: z.array(toldLine),
      })
      .nullable(),
    ['notice', 'loan', 'hold', 'reader', 'policy', 'template', 'clock', 'session'],
  ),
  /** Marks what was told, or (`how` null) that it was not; a result for each. */
  'telling.mark': command(
    z.object({
      commandId: id,
      lines: z
        .array(z.object({ noticeId: z.string().min(1).max(80), about: about.nullable() }))
        .min(1)
        .max(MOST_MARKED),
      how: z.enum(TELLING).nullable(),
    }),
    z.union([
      z.object({
        ok: z.literal(true),
        refused: z.array(z.object({ noticeId: z.string(), code: z.string(), facts })),
      }),
      refusal,
    ]),
  ),
  /** Names and contacts for calls and letters; every looking is in the record. */
  'telling.contacts': command(
    z.object({
      commandId: id,
      readerIds: z.array(z.string().min(1).max(80)).min(1).max(MOST_MARKED),
    }),
    z.union([z.object({ ok: z.literal(true), contacts: z.array(contact) }), refusal]),
  ),
};
