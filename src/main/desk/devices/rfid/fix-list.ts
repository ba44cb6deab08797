// Tags whose writing did not end well, kept beside the outbox: a row is written before the tag is, and goes when the tag
// was read back as wanted. So nothing is half-written without being listed, whatever ends the program.

import * as z from 'zod';
import type { Refusal } from '../../../../shared/lib/result.ts';
import type { Instant } from '../../../../shared/lib/time.ts';
import type { Kept } from '../../outbox/kept.ts';

const setInfo = z.object({ total: z.number(), part: z.number() });

const row = z.object({
  uid: z.string(),
  /** Barcode that the tag has or is to have; null where it is not known. */
  barcode: z.string().nullable(),
  want: z.enum(['in', 'out']),
  /** A lending or a return wanted it, or a person. */
  by: z.enum(['loan', 'person']),
  /** What was being written when it is a new book's tag; null: its security only. */
  tag: z
    .object({
      pii: z.string(),
      owner: z.string().nullable(),
      set: setInfo.nullable(),
      shelf: z.string().nullable(),
      /** The bytes of every block are turned round on this tag. */
      reversed: z.boolean().default(false),
    })
    .nullable(),
  /** Why it failed; `rfid_interrupted` from the beginning of a writing until its end. */
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  tries: z.number(),
  since: z.string(),
});
/** One tag to put right. */
export type FixRow = z.output<typeof row>;
/** What is wanted of a tag. */
export type Fix = Pick<FixRow, 'uid' | 'barcode' | 'want' | 'by' | 'tag'>;

/** The list. */
export interface FixList {
  all(): FixRow[];
  of(uid: string): FixRow | undefined;
  /** A writing begins. */
  begin(fix: Fix): void;
  /** It did not end well; listed anew where the row is gone. */
  failed(fix: Fix, why: Refusal): void;
  /** The tag is as it should be, or a person has put the row away; says whether there was one. */
  done(uid: string): boolean;
}

const AREA = 'rfid_fix';

/** The list in the kept values of an outbox. */
export function keptFixes(kept: Kept, now: () => Instant, changed: () => void): FixList {
  const of = (uid: string): FixRow | undefined => row.safeParse(kept.get(AREA, '', uid)).data;
  const begun = ({ uid, barcode, want, by, tag }: Fix): FixRow => {
    const before = of(uid);
    return {
      uid,
      barcode,
      want,
      by,
      tag,
      code: 'rfid_interrupted',
      facts: {},
      tries: (before?.tries ?? 0) + 1,
      since: before?.since ?? now(),
    };
  };
  return {
    of,
    all: () =>
      kept
        .list(AREA, '')
        .flatMap(({ value }) => row.safeParse(value).data ?? [])
        .toSorted((a, b) => (a.since < b.since ? -1 : 1)),
    begin: (fix) => kept.set(AREA, '', fix.uid, begun(fix)),
    failed(fix, { code, facts }) {
      kept.set(AREA, '', fix.uid, { ...(of(fix.uid) ?? begun(fix)), code, facts });
      changed();
    },
    done(uid) {
      const was = of(uid) !== undefined;
      kept.remove(AREA, '', uid);
      if (was) changed();
      return was;
    },
  };
}
