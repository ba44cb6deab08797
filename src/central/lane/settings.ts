// Policies, calendars and places as the lane decides by them, compiled again when one of them changed.

import { SETTINGS_KINDS, settingsOf } from '../../shared/queues/world/settings-of.ts';
import type { Kind, Kinds, Settings } from '../../shared/queues/world/world.ts';
import type { StoreReads } from '../store/port.ts';
import { rowOf } from './stored.ts';

/** A row with its kind. */
export type Put = { [K in Kind]: { kind: K; row: Kinds[K] } }[Kind];

type SettingsKind = 'policy' | 'calendar' | 'place';
type Rows = { [K in SettingsKind]: ReadonlyMap<string, Kinds[K]> };

/** Settings with the rows they were compiled from; a change makes another one. */
export interface CompiledSettings {
  settings: Settings;
  /** These settings with changed rows; the same where none of them is of a kind that counts. */
  with(changed: readonly Put[]): CompiledSettings;
}

function compiled(rows: Rows): CompiledSettings {
  const { policy, calendar, place } = rows;
  return {
    settings: settingsOf([...policy.values()], [...calendar.values()], [...place.values()]),
    with(changed) {
      const counting = changed.filter(({ kind }) => SETTINGS_KINDS.has(kind));
      if (counting.length === 0) return this;
      const next = {
        policy: new Map(policy),
        calendar: new Map(calendar),
        place: new Map(place),
      };
      for (const { kind, row } of counting) {
        (next[kind as SettingsKind] as Map<string, Kinds[Kind]>).set(row.id, row);
      }
      return compiled(next);
    },
  };
}

/** Reads and compiles the settings of a library. */
export async function loadSettings(reads: Pick<StoreReads, 'all'>): Promise<CompiledSettings> {
  const rows = async <K extends SettingsKind>(kind: K) => {
    const all = (await reads.all(kind)).flatMap(({ image }) => rowOf(kind, image, undefined) ?? []);
    return new Map(all.map((row) => [row.id, row] as const));
  };
  return compiled({
    policy: await rows('policy'),
    calendar: await rows('calendar'),
    place: await rows('place'),
  });
}
