// Which library a profile stands on: the one it was made with, or for a new profile the one that was asked for.

import type { BaseSpec, ChooseBase } from '../../node/base.ts';
import { demoBase } from '../../node/demo-base.ts';
import type { MakeDemo } from '../../node/demo-base.ts';
import { emptyBase } from '../../node/empty-base.ts';
import type { DeskStart } from '../desk/process-messages.ts';

/**
 * Makes the choice of a start.
 * @throws Error with a sentence when something else is asked for than the profile has (when the choice is made)
 */
export function chooseBase(
  start: DeskStart,
  makeDemo: MakeDemo,
  progress: (text: string) => void,
): ChooseBase {
  return (saved) => {
    if (saved !== null) assertSame(start, saved);
    const kind = saved?.kind ?? start.library ?? 'demo';
    if (kind === 'empty') return emptyBase();
    const asked = saved?.kind === 'demo' ? saved : start;
    return demoBase(makeDemo, asked, progress);
  };
}

function assertSame(start: DeskStart, saved: BaseSpec): void {
  const other =
    (start.library !== undefined && start.library !== saved.kind) ||
    (saved.kind === 'demo' &&
      ((start.seed ?? saved.seed) !== saved.seed || (start.scale ?? saved.scale) !== saved.scale));
  if (!other) return;
  const has =
    saved.kind === 'empty'
      ? 'its own library'
      : `the demonstration library (seed ${saved.seed}, scale ${saved.scale})`;
  throw new Error(`${start.profile} already holds ${has}; name another folder with --profile.`);
}
