// The one text of an entity that service and desk both hash: its public form with keys in sorted order.

import type { Kind, Kinds } from '../queues/world/world.ts';
import { takeApart } from './private-text.ts';

/** Whether texts stand in their order. */
function inOrder(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return false;
  }
  return true;
}

function sortedList(list: readonly unknown[]): readonly unknown[] {
  const result = list.map(sorted);
  return result.every((each, index) => each === list[index]) ? list : result;
}

/**
 * The value with the keys of every object sorted; itself where they are so already, as in most rows, which were read
 * from an image. Much quicker than a replacer, which is asked for every property.
 */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return sortedList(value);
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object);
  const own = inOrder(keys);
  if (!own) keys.sort();
  const values = keys.map((key) => sorted(object[key]));
  if (own && keys.every((key, index) => object[key] === values[index])) return object;
  // `__proto__` set by name would be no property of its own.
  if (keys.includes('__proto__')) {
    return Object.fromEntries(keys.map((key, index) => [key, values[index]]));
  }
  const result: Record<string, unknown> = {};
  keys.forEach((key, index) => {
    result[key] = values[index];
  });
  return result;
}

/** JSON with the keys of every object sorted and undefined left out: the same value is always the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** Image of a row as the log holds it: canonical JSON of its public form (`takeApart`). */
export function imageOf<K extends Kind>(kind: K, row: Kinds[K]): string {
  return canonicalJson(takeApart(kind, row).open);
}
