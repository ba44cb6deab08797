// What the desk needs of an RFID reader, whoever made it. Every method speaks to one tag by its UID; nothing is cached.

import type { SystemInfo } from '../../../../shared/devices/rfid/system-info.ts';
import type { TagFaultCode } from '../../../../shared/devices/rfid/reader-profile.ts';

/** A tag or its reader did not do it. */
export class TagFault extends Error {
  readonly code: TagFaultCode;

  constructor(code: TagFaultCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'TagFault';
    this.code = code;
  }
}

/** A tag in the field. `epc`: bank of a UHF tag from its checksum on; null for tags of ISO 15693. */
export interface TagSighting {
  /** Hexadecimal, most significant byte first. */
  uid: string;
  epc: Uint8Array | null;
}

/** Blocks as they were read; `locked` null where the reader does not tell. */
export interface BlocksRead {
  bytes: Uint8Array;
  locked: boolean[] | null;
}

/** An open reader. Every method throws `TagFault`. */
export interface TagReader {
  /** All tags in the field, several at once where the reader can. */
  inventory(): Promise<TagSighting[]>;
  systemInfo(uid: string): Promise<SystemInfo>;
  readBlocks(uid: string, first: number, count: number, blockSize: number): Promise<BlocksRead>;
  writeBlock(uid: string, block: number, bytes: Uint8Array): Promise<void>;
  writeAfi(uid: string, afi: number): Promise<void>;
  writeDsfid(uid: string, dsfid: number): Promise<void>;
  /** Whether the EAS bit is set; null for a tag or reader that has none. */
  readEas(uid: string): Promise<boolean | null>;
  setEas(uid: string, on: boolean): Promise<void>;
  /** The reader is gone; at most once. */
  onGone(hear: () => void): void;
  close(): Promise<void>;
}

/** The fault behind whatever was thrown: what no adapter names counts as the reader's answer. */
export function faultCode(error: unknown): TagFaultCode {
  return error instanceof TagFault ? error.code : 'reader_answer';
}
