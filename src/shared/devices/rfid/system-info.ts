// What a tag says of itself: the answer to "get system information" (ISO/IEC 15693-3, command 2B) and its UID.

import { fromHex, toHex } from './bytes.ts';

/** A tag's own data; null where it does not tell. */
export interface SystemInfo {
  /** 16 hexadecimal digits, `E00401…`. */
  uid: string;
  dsfid: number | null;
  afi: number | null;
  blocks: number | null;
  blockSize: number | null;
  icReference: number | null;
}

const HAS_DSFID = 1;
const HAS_AFI = 2;
const HAS_MEMORY = 4;
const HAS_REFERENCE = 8;

/** A UID as it is sent, last byte first, as text. */
export function uidOf(bytes: Uint8Array): string {
  return toHex(bytes.slice(0, 8).toReversed());
}

/** The bytes of a UID as they are sent; null for a text that is none. */
export function uidBytes(uid: string): Uint8Array | null {
  const bytes = fromHex(uid);
  return bytes?.length === 8 ? bytes.toReversed() : null;
}

/** Reads the answer from its information flags on; null where it is cut short. */
export function systemInfoOf(bytes: Uint8Array): SystemInfo | null {
  const flags = bytes[0];
  if (flags === undefined || bytes.length < 9) return null;
  let at = 9;
  const next = (flag: number): number | null | undefined =>
    (flags & flag) === 0 ? null : bytes[at++];
  const dsfid = next(HAS_DSFID);
  const afi = next(HAS_AFI);
  const blocks = next(HAS_MEMORY);
  const size = next(HAS_MEMORY);
  const icReference = next(HAS_REFERENCE);
  const all = [dsfid, afi, blocks, size, icReference];
  if (all.includes(undefined)) return null;
  return {
    uid: uidOf(bytes.slice(1)),
    dsfid: dsfid ?? null,
    afi: afi ?? null,
    // Both are stored one smaller; the upper bits of the size are kept for later.
    blocks: blocks === null || blocks === undefined ? null : blocks + 1,
    blockSize: size === null || size === undefined ? null : (size & 0x1f) + 1,
    icReference: icReference ?? null,
  };
}

const MAKERS: Record<string, string> = {
  E004: 'NXP',
  E005: 'Infineon',
  E007: 'Texas Instruments',
  E016: 'EM Microelectronic',
};

/** Who made the chip, by the first bytes of its UID; null for others. */
export function makerOf(uid: string): string | null {
  return MAKERS[uid.slice(0, 4).toUpperCase()] ?? null;
}
