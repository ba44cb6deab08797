// UHF tags of libraries: PC word and EPC bank (ISO/IEC 18000-63), the item identifier in URN Code 40 and the user bank of
// ISO/TS 28560-4 (GB/T 35660.3), and the university alliance's form.

import { readAlliance } from './alliance.ts';
import { toHex } from './bytes.ts';
import { crcGen2 } from './crc.ts';
import { isBlank, readElements } from './elements.ts';
import { saidBy } from './model-elements.ts';
import { OIDS, setInfoOf } from './oids.ts';
import type { TagRead } from './tag-read.ts';
import { readUrnCode40, writeUrnCode40 } from './urn-code-40.ts';

/** The PC word before an EPC. */
export interface PcWord {
  /** 16-bit words that follow it. */
  words: number;
  /** There is something in the user bank. */
  userMemory: boolean;
  extended: boolean;
  /** The low byte is an AFI (ISO), not an EPCglobal number. */
  iso: boolean;
  /** AFI, or EPCglobal attributes. */
  low: number;
}

/** Reads a PC word. */
export function pcWordOf(word: number): PcWord {
  return {
    words: (word >> 11) & 0x1f,
    userMemory: (word & 0x0400) !== 0,
    extended: (word & 0x0200) !== 0,
    iso: (word & 0x0100) !== 0,
    low: word & 0xff,
  };
}

/** Writes a PC word. */
export function pcWord({ words, userMemory, extended, iso, low }: PcWord): number {
  return (
    (words << 11) |
    (userMemory ? 0x0400 : 0) |
    (extended ? 0x0200 : 0) |
    (iso ? 0x0100 : 0) |
    (low & 0xff)
  );
}

/** An EPC bank without its checksum (which the tag makes itself); null for an identifier that does not fit. */
export function writeEpcBank(
  identifier: string,
  { afi, userMemory }: { afi: number; userMemory: boolean },
): Uint8Array | null {
  const uii = writeUrnCode40(identifier);
  if (uii === null || uii.length > 62) return null;
  const word = pcWord({ words: uii.length / 2, userMemory, extended: false, iso: true, low: afi });
  return Uint8Array.of(word >> 8, word & 0xff, ...uii);
}

/** DSFID of a user bank with elements: format 6, no directory. */
const ELEMENTS = 0x06;

function readUserBank(user: Uint8Array) {
  if (user.length === 0 || isBlank(user)) return { elements: [], broken: false };
  const read = readElements(user.slice(1));
  return { elements: read.elements, broken: !read.ok || user[0] !== ELEMENTS };
}

/** Owner, identifier and set, separated by points; one part alone is the identifier. */
function partsOf(identifier: string) {
  const parts = identifier.split('.');
  if (parts.length === 1) return { owner: null, pii: identifier, set: null };
  const [owner = '', pii = '', set = ''] = parts;
  return parts.length > 3 ? null : { owner: owner === '' ? null : owner, pii, set: setInfoOf(set) };
}

function readIso(pc: PcWord, uii: Uint8Array, user: Uint8Array): TagRead {
  const model = 'iso28560_4';
  const text = readUrnCode40(uii);
  const parts = text === null ? null : partsOf(text);
  if (!parts || parts.pii === '') {
    return { is: 'damaged', model, code: 'tag_value', facts: { at: 4, oid: OIDS.pii }, fields: [] };
  }
  const { elements, broken } = readUserBank(pc.userMemory ? user : new Uint8Array());
  const said = saidBy(elements);
  return {
    is: 'item',
    model,
    ...said,
    pii: parts.pii,
    owner: parts.owner ?? said.owner,
    set: parts.set ?? said.set,
    fields: [{ oid: OIDS.pii, text: parts.pii }, ...said.fields],
    lent: null,
    reversed: false,
    remarks: broken ? [...said.remarks, 'tag_user_bank'] : said.remarks,
  };
}

/** Reads the banks of a UHF tag; `epc` begins with the checksum (zeros where the reader does not give it). Never throws. */
export function readUhf(epc: Uint8Array, user: Uint8Array): TagRead {
  const [high = 0, low = 0, first = 0, second = 0] = epc;
  const pc = pcWordOf(first * 256 + second);
  const end = 4 + pc.words * 2;
  if (epc.length < end) {
    return { is: 'damaged', model: 'iso28560_4', code: 'tag_cut', facts: { at: 0 }, fields: [] };
  }
  if (pc.words === 0) return { is: 'blank' };
  const crc = high * 256 + low;
  if (crc !== 0 && crc !== crcGen2(epc.slice(2, end))) {
    return { is: 'damaged', model: 'iso28560_4', code: 'tag_crc', facts: {}, fields: [] };
  }
  const payload = epc.slice(4, end);
  if (isBlank(payload)) return { is: 'blank' };
  if (pc.iso) return readIso(pc, payload, user);
  const begins = toHex(payload.slice(0, 8));
  return readAlliance(payload) ?? { is: 'foreign', code: 'tag_foreign', facts: { begins } };
}
