// What the memory of a tag came to, whichever data model it follows.

import type { Facts } from '../../lib/result.ts';
import type { SetInfo, Usage } from './oids.ts';

/** Data models: ISO 28560-2 (GB/T 35660.2), ISO 28560-3 (fixed block), ISO/TS 28560-4 (UHF), the university alliance's. */
export type TagModel = 'iso28560_2' | 'iso28560_3' | 'iso28560_4' | 'alliance';

/** One element as it is shown: number after ISO 28560-1 and text; hexadecimal where the bytes are no text. */
export interface TagField {
  oid: number;
  text: string;
}

/** A tag that was understood. */
export interface TagItem {
  is: 'item';
  model: TagModel;
  /** Primary item identifier: the copy's barcode. */
  pii: string;
  /** ISIL of the library that owns it. */
  owner: string | null;
  set: SetInfo | null;
  usage: Usage | null;
  /** Set by models that keep the lending state in their memory; null where AFI or EAS say it. */
  lent: boolean | null;
  fields: TagField[];
  /** The reader or the tag turns every block round; what is written to it is turned too. */
  reversed: boolean;
  /** Codes of what is odd but takes nothing from the identifier. */
  remarks: string[];
}

/** What a tag's memory is. Without a whole, checked identifier there is no barcode: `damaged` gives none. */
export type TagRead =
  | TagItem
  | { is: 'blank' }
  | { is: 'damaged'; model: TagModel; code: string; facts: Facts; fields: TagField[] }
  | { is: 'foreign'; code: string; facts: Facts };

/** Memory as a reader gives it: blocks of an ISO 15693 tag, or the banks of a UHF tag (EPC bank from its checksum on). */
export type TagMemory =
  | { kind: 'hf'; blockSize: number; bytes: Uint8Array }
  | { kind: 'uhf'; epc: Uint8Array; user: Uint8Array };
