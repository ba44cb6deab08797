// A book's tag after ISO 28560-2 (GB/T 35660.2): from memory to what it says, and from a copy to memory.

import type { Facts } from '../../lib/result.ts';
import { reverseBlocks, toHex } from './bytes.ts';
import { announcedBy, contentParameter, readElements } from './elements.ts';
import type { ElementsRead, TagElement } from './elements.ts';
import { OIDS, setInfoOf, setInfoText, usageOf } from './oids.ts';
import type { SetInfo } from './oids.ts';
import type { TagField, TagItem, TagModel, TagRead } from './tag-read.ts';
import { writeElements } from './write-elements.ts';
import type { ElementToWrite, ElementsWritten } from './write-elements.ts';

/** What a library puts on a new book's tag. */
export interface NewTag {
  pii: string;
  owner: string | null;
  set: SetInfo | null;
  shelf: string | null;
}

/** Elements as they are shown. */
export function fieldsOf(elements: readonly TagElement[]): TagField[] {
  return elements.map(({ oid, text }) => ({ oid, text }));
}

function textOf(elements: readonly TagElement[], oid: number): string | null {
  return elements.find((each) => each.oid === oid)?.text ?? null;
}

/** Whether the content parameter announces just what is there; true where there is none. */
function announced(elements: readonly TagElement[]): boolean {
  const content = elements.find(({ oid }) => oid === OIDS.content);
  if (!content) return true;
  const said = announcedBy(content.bytes);
  const there = elements.map(({ oid }) => oid).filter((oid) => oid > OIDS.content);
  return said.length === there.length && there.every((oid) => said.includes(oid));
}

/** What elements say besides the identifier. */
export function saidBy(
  elements: readonly TagElement[],
): Pick<TagItem, 'owner' | 'set' | 'usage' | 'fields' | 'remarks'> {
  const setText = textOf(elements, OIDS.set);
  const set = setText === null ? null : setInfoOf(setText);
  const usageByte = elements.find(({ oid }) => oid === OIDS.usage)?.bytes[0];
  const remarks = [
    ...(announced(elements) ? [] : ['tag_announced']),
    ...(setText !== null && set === null ? ['tag_set'] : []),
  ];
  return {
    owner: textOf(elements, OIDS.owner),
    set,
    usage: usageByte === undefined ? null : usageOf(usageByte >> 4),
    fields: fieldsOf(elements),
    remarks,
  };
}

/** An item of elements of which the first is the identifier; null where they are something else. */
function itemOf(read: ElementsRead, reversed: boolean): TagItem | null {
  const first = read.elements[0];
  if (!read.ok || first?.oid !== OIDS.pii) return null;
  const model: TagModel = 'iso28560_2';
  return { is: 'item', model, pii: first.text, lent: null, reversed, ...saidBy(read.elements) };
}

/** Reads memory as ISO 28560-2, as it lies and with its blocks turned round. */
export function readElementTag(memory: Uint8Array, blockSize: number): TagRead {
  const turned = reverseBlocks(memory, blockSize);
  const straight = readElements(memory);
  const found = itemOf(straight, false) ?? itemOf(readElements(turned), true);
  if (found) return found;
  const tries = [straight, readElements(turned)];
  const broken = tries.find((each) => !each.ok && each.elements[0]?.oid === OIDS.pii);
  if (broken && !broken.ok) return damaged(broken.code, broken.facts, broken.elements);
  // A precursor of an identifier that cannot be read after it.
  const [first] = memory;
  if (!straight.ok && first !== undefined && (first & 0x0f) === OIDS.pii) {
    return damaged(straight.code, straight.facts, straight.elements);
  }
  return { is: 'foreign', code: 'tag_foreign', facts: { begins: toHex(memory.slice(0, 8)) } };
}

function damaged(code: string, facts: Facts, elements: readonly TagElement[]): TagRead {
  return { is: 'damaged', model: 'iso28560_2', code, facts, fields: fieldsOf(elements) };
}

/** Elements of a book's tag in the order in which they lie: identifier, content parameter, the rest, the owner last. */
function elementsOf(tag: NewTag, lock: boolean): ElementToWrite[] {
  const rest: ElementToWrite[] = [
    ...(tag.set ? [{ oid: OIDS.set, value: setInfoText(tag.set) }] : []),
    ...(tag.shelf === null ? [] : [{ oid: OIDS.shelf, value: tag.shelf }]),
    ...(tag.owner === null ? [] : [{ oid: OIDS.owner, value: tag.owner, locked: lock }]),
  ];
  const content = contentParameter(rest.map(({ oid }) => oid));
  return [
    { oid: OIDS.pii, value: tag.pii, locked: lock },
    ...(rest.length === 0 ? [] : [{ oid: OIDS.content, value: content }]),
    ...rest,
  ];
}

/** Memory of a book's tag; `lock` lays identifier and owner out so that they can be locked. Refuses as `writeElements`. */
export function writeElementTag(
  tag: NewTag,
  memory: { blockSize: number; room: number },
  lock = true,
): ElementsWritten {
  return writeElements(elementsOf(tag, lock), memory);
}
