// Whether a tag may become the tag of a book: a new one, or the book's own.

import type { SetInfo } from '../../../../shared/devices/rfid/oids.ts';
import type { Policies } from '../../../../shared/library/policies.ts';
import { refuse } from '../../../../shared/lib/result.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import type { FixRow } from './fix-list.ts';
import type { KnownTag } from './know-tag.ts';
import { isOtherOwner } from './whose-tag.ts';

/** A book whose tag is to be written. */
export interface NewBook {
  barcode: string;
  set: SetInfo | null;
  /** Call number, where the library wants it on the tag; null: left out. */
  shelf: string | null;
}

/** Why not; null when it may. A tag that this desk left half-written for the same book may be written again. */
export function programRefusal(
  known: KnownTag,
  book: NewBook,
  fix: FixRow | undefined,
  policies: Policies,
): Refusal | null {
  const { read } = known;
  const resumed = fix?.tag?.pii === book.barcode;
  switch (read.is) {
    case 'blank':
      return null;
    case 'item':
      // Libraries number their books alike.
      if (isOtherOwner(known, policies)) return refuse('rfid_other_owner', { owner: read.owner });
      return read.pii === book.barcode ? null : refuse('rfid_taken', { barcode: read.pii });
    case 'damaged':
      return resumed ? null : refuse('rfid_damaged_tag');
    case 'foreign':
      return resumed ? null : refuse('rfid_foreign_tag');
  }
}
