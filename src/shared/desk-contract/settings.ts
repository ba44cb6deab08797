// What the library sets, and the words of its rows.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import type { Place } from '../library/entities.ts';
import { row, id, bilingual, outcome, settingsKind, signIn } from './views.ts';

/** What the library sets, and the words of its rows. */
export const settingsContract = {
  'settings.rows': query(
    z.object({ kind: settingsKind }),
    z.array(z.record(z.string(), z.unknown())),
    ['staff', 'policy', 'calendar', 'reason', 'template', 'fund', 'vendor', 'place'],
  ),
  /** Saves a row whole; `ver` is the version the person saw. */
  'settings.save': command(
    z.object({ commandId: id, kind: settingsKind, row: z.record(z.string(), z.unknown()) }),
    outcome,
  ),
  'settings.password': command(
    z.object({ staffId: z.string(), password: z.string().max(128) }),
    signIn,
  ),
  'library.words': query(
    z.object({}),
    z.object({
      places: z.array(row<Place>()),
      reasons: z.array(z.object({ code: z.string(), text: bilingual, active: z.boolean() })),
      staff: z.record(z.string(), z.string()),
      templates: z.array(
        z.object({ notice: z.string(), reason: z.string().nullable(), text: bilingual }),
      ),
      funds: z.array(z.object({ id: z.string(), text: bilingual })),
      vendors: z.array(z.object({ id: z.string(), text: bilingual })),
    }),
    ['place', 'reason', 'staff', 'template', 'fund', 'vendor'],
  ),
};
