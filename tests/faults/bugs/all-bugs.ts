// Every planted bug, by name.

import type { Bug } from './bug.ts';
import { DESK_BUGS } from './desk-bugs.ts';
import { SERVICE_BUGS } from './service-bugs.ts';
import { STORE_BUGS } from './store-bugs.ts';

/** All of them. */
export const BUGS: readonly Bug[] = [...DESK_BUGS, ...SERVICE_BUGS, ...STORE_BUGS];

/** The bug of a name. @throws Error when there is none */
export function bugNamed(name: string): Bug {
  const bug = BUGS.find((each) => each.name === name);
  if (!bug)
    throw new Error(`no bug is called ${name}: ${BUGS.map((each) => each.name).join(', ')}`);
  return bug;
}
