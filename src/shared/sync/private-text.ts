// Which words of a row are private: they lie beside the log and never in it.

import type { Kind, Kinds } from '../queues/world/world.ts';

type Values = Record<string, unknown>;

/** Properties of a kind that hold private text, and the objects in which some keys do. */
const PRIVATE: Partial<Record<Kind, { own: readonly string[]; inside: readonly string[] }>> = {
  event: { own: ['note', 'readerText'], inside: ['facts', 'patch.fields'] },
  request: { own: [], inside: ['fields'] },
  notice: { own: ['text'], inside: ['facts'] },
  feedback: { own: ['text', 'said', 'answer'], inside: [] },
  circulation_case: { own: ['note'], inside: ['facts'] },
  suggestion: { own: ['note', 'answer'], inside: [] },
  review: { own: ['text'], inside: [] },
  exception_case: { own: [], inside: ['facts'] },
};

/** Kinds whose rows may have private text; of kind `private` the row is nothing else. */
export const TEXT_KINDS: ReadonlySet<Kind> = new Set<Kind>([
  ...(Object.keys(PRIVATE) as Kind[]),
  'private',
]);

/** Keys that hold what somebody wrote freely, or a secret of a reader, wherever they stand. */
const PRIVATE_KEYS: ReadonlySet<string> = new Set([
  'question',
  'answer',
  'where',
  'whyNotAll',
  'payment',
  'note',
  'readerText',
  'handoverCode',
  'proxy',
  'tracking',
  // Words of the library's own system, which may name anybody.
  'message',
]);

/** An object without the keys that hold private text. */
export function withoutPrivateKeys<T extends Values>(object: T): T {
  const kept = Object.entries(object).filter(([key]) => !PRIVATE_KEYS.has(key));
  return Object.fromEntries(kept) as T;
}

function objectAt(row: Values, path: string): Values | null {
  let value: unknown = row;
  for (const step of path.split('.')) value = (value as Values | null)?.[step];
  return typeof value === 'object' && value !== null ? (value as Values) : null;
}

/** The row with the object at a path exchanged; nothing else is copied deeper than it must. */
function withObject(row: Values, path: string, object: Values): Values {
  const [step = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...row, [step]: object };
  return { ...row, [step]: withObject(row[step] as Values, rest.join('.'), object) };
}

/** A row apart: what the log may hold, and its private text by path (null when there is none). */
export interface Apart<K extends Kind> {
  open: Kinds[K];
  text: Values | null;
}

/** Takes private text out of a row: own properties become null, keys inside objects are left out. */
export function takeApart<K extends Kind>(kind: K, row: Kinds[K]): Apart<K> {
  const rule = PRIVATE[kind];
  if (!rule) return { open: row, text: null };
  let open = row as unknown as Values;
  const text: Values = {};
  for (const name of rule.own) {
    if (open[name] === null || open[name] === undefined) continue;
    text[name] = open[name];
    open = { ...open, [name]: null };
  }
  for (const path of rule.inside) {
    const object = objectAt(open, path);
    if (!object) continue;
    const kept: Values = {};
    for (const [key, value] of Object.entries(object)) {
      if (PRIVATE_KEYS.has(key) && value !== null) text[`${path}.${key}`] = value;
      else kept[key] = value;
    }
    if (Object.keys(kept).length < Object.keys(object).length) open = withObject(open, path, kept);
  }
  const none = Object.keys(text).length === 0;
  return { open: open as unknown as Kinds[K], text: none ? null : text };
}

/** Puts private text back; the opposite of `takeApart` up to the order of keys. */
export function putTogether<K extends Kind>(kind: K, open: Kinds[K], text: Values): Kinds[K] {
  let row = open as unknown as Values;
  const rule = PRIVATE[kind];
  for (const [path, value] of Object.entries(text)) {
    if (rule?.own.includes(path)) {
      row = { ...row, [path]: value };
      continue;
    }
    const cut = path.lastIndexOf('.');
    const object = objectAt(row, path.slice(0, cut));
    if (object)
      row = withObject(row, path.slice(0, cut), { ...object, [path.slice(cut + 1)]: value });
  }
  return row as unknown as Kinds[K];
}
