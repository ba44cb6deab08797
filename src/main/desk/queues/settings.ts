// The settings that lie in a replica.

import { settingsOf } from '../../../shared/queues/world/settings-of.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

/** Compiles the settings that lie in a replica. */
export function compileSettings(statements: Statements): Settings {
  const all = <K extends 'policy' | 'calendar' | 'place'>(kind: K) => allRows(statements, kind);
  return settingsOf(all('policy'), all('calendar'), all('place'));
}
