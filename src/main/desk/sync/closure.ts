// Which pending commands must be decided again when rows have changed under them, or when one of them goes.

import { SETTINGS_KINDS } from '../../../shared/queues/world/settings-of.ts';
import type { Over, Touch } from '../db/pending.ts';
import { entityOfKey, touchesOf, touching, writesAny } from '../db/pending.ts';
import type { Statements } from '../db/statements.ts';

/** The commands found so far, by place; grows until nothing more follows. */
export interface Closure {
  has(place: number): boolean;
  places(): number[];
  /** Something changed under all commands that touched these keys. */
  changed(keys: Iterable<string>): void;
  /** A command touched these; whoever depends on it, or has gone before it in vain, is found. */
  follow(place: number, touches: readonly Touch[]): void;
  /** All of them. */
  everything(): void;
}

/** Settings are read by every decision without being asked for by name. */
function isSetting(key: string): boolean {
  const entity = entityOfKey(key);
  return entity !== null && SETTINGS_KINDS.has(entity.kind);
}

/**
 * Begins with no command. What a command wrote, every other writer of it wrote over or under, and every later reader
 * has seen; what it read, a later writer must not have written yet when it is decided again.
 */
export function closureOf(
  statements: Statements,
  over: readonly Over[],
  leaving: ReadonlySet<number>,
): Closure {
  const found = new Set<number>();
  const waiting: number[] = [];
  const add = (place: number) => {
    if (found.has(place) || leaving.has(place)) return;
    found.add(place);
    waiting.push(place);
  };
  const everything = () => over.forEach(({ place }) => add(place));
  const visit = (key: string, from: number, wrote: boolean) => {
    if (wrote && isSetting(key)) return everything();
    for (const each of touching(statements, key)) {
      const later = each.place > from;
      if (wrote ? each.wrote || later : each.wrote && later) add(each.place);
    }
  };
  const spread = () => {
    // What waits before a change of settings was decided without it: it would be decided again under it alone.
    if (waiting.length > 0 && writesAny(statements, SETTINGS_KINDS)) everything();
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      for (const { key, wrote } of touchesOf(statements, place)) visit(key, place, wrote);
    }
  };
  return {
    has: (place) => found.has(place),
    places: () => [...found].toSorted((a, b) => a - b),
    changed(keys) {
      for (const key of keys) visit(key, 0, true);
      spread();
    },
    follow(place, touches) {
      for (const { key, wrote } of touches) visit(key, place, wrote);
      spread();
    },
    everything,
  };
}
