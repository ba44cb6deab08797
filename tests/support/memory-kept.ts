// Kept values in memory, for what needs no outbox.

import type { Kept } from '../../src/main/desk/outbox/kept.ts';

/** Holds values as an outbox does. */
export function memoryKept(): Kept {
  const values = new Map<string, unknown>();
  const key = (...parts: string[]) => parts.join('/');
  const set: Kept['set'] = (area, owner, name, value) =>
    void values.set(key(area, owner, name), value);
  return {
    set,
    get: (area, owner, name) => structuredClone(values.get(key(area, owner, name))),
    setAll(area, owner, all) {
      for (const [name, value] of Object.entries(all)) set(area, owner, name, value);
    },
    remove: (area, owner, name) => void values.delete(key(area, owner, name)),
    list: (area, owner) =>
      [...values]
        .filter(([at]) => at.startsWith(`${area}/${owner}/`))
        .map(([at, value]) => ({ name: at.slice(area.length + owner.length + 2), value })),
    owners: () => [],
  };
}
