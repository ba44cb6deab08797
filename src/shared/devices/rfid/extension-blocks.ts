// Extension blocks behind the fixed block of ISO 28560-3: length, number, a byte that makes the XOR of the block 0, texts.

import { toHex, utf8Text } from './bytes.ts';
import { OIDS } from './oids.ts';
import type { TagField } from './tag-read.ts';

const HEAD = 4;
/** Numbers of the blocks. */
const LIBRARY = 1;
const TITLE = 4;

interface Block {
  id: number;
  payload: Uint8Array;
}

/** The blocks, up to one that is damaged. */
function blocksOf(bytes: Uint8Array): { blocks: Block[]; whole: boolean } {
  const blocks: Block[] = [];
  let at = 0;
  for (;;) {
    const length = bytes[at] ?? 0;
    if (length === 0) return { blocks, whole: true };
    const block = bytes.slice(at, at + length);
    const sound = length > HEAD && block.length === length;
    if (!sound || block.reduce((all, byte) => all ^ byte, 0) !== 0) return { blocks, whole: false };
    blocks.push({
      id: (block[1] ?? 0) + (block[2] ?? 0) * 256,
      payload: block.slice(HEAD),
    });
    at += length;
  }
}

/** Texts of a payload; each ends with a zero, the last perhaps with the payload. */
function textsOf(payload: Uint8Array): string[] {
  const texts: string[] = [];
  let rest = payload;
  while (rest.length > 0) {
    const end = rest.indexOf(0);
    const piece = end < 0 ? rest : rest.slice(0, end);
    texts.push(utf8Text(piece) ?? toHex(piece));
    rest = end < 0 ? rest.slice(rest.length) : rest.slice(end + 1);
  }
  return texts;
}

function fieldsOfBlock({ id, payload }: Block): TagField[] {
  if (id === TITLE) return [{ oid: OIDS.title, text: textsOf(payload)[0] ?? '' }];
  if (id !== LIBRARY) return [];
  const owner = textsOf(payload.slice(1)).find((text) => text !== '');
  return [
    { oid: OIDS.otherMedia, text: toHex(payload.slice(0, 1)) },
    ...(owner === undefined ? [] : [{ oid: OIDS.otherOwner, text: owner }]),
  ];
}

/** What library and title blocks say; `tag_extension` where a block is damaged (the fixed block has a checksum of its own). */
export function extensionsOf(bytes: Uint8Array): { fields: TagField[]; remarks: string[] } {
  const { blocks, whole } = blocksOf(bytes);
  return { fields: blocks.flatMap(fieldsOfBlock), remarks: whole ? [] : ['tag_extension'] };
}
