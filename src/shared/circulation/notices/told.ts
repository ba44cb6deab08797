// Somebody tells a reader what nobody sends (a desk that works alone has no carriers), and says that it was told.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { TELLING } from '../../library/row-parts.ts';
import type { Telling } from '../../library/row-parts.ts';
import type { Notice } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { reminderNotice } from './remind.ts';
import { rightRefusal } from '../../queues/rights.ts';

function isTelling(how: unknown): how is Telling {
  return (TELLING as readonly unknown[]).includes(how);
}

/** A reminder that is due and not given yet, of the loan or hold that the input names: it is given by being told. */
async function reminderOf(run: Run): Promise<Notice | null> {
  const { loanId, holdId, code } = run.command.input;
  const [kind, id] =
    typeof loanId === 'string' ? (['loan', loanId] as const) : (['hold', holdId] as const);
  const row = typeof id === 'string' ? await run.world.get(kind, id) : undefined;
  const notice = row ? await reminderNotice(run, kind, row) : null;
  return notice?.id === run.command.entity && notice.code === code ? notice : null;
}

/**
 * Carries out `notice.told`: the entity is the notice, `how` one of `TELLING`, or null where it was a mistake. Of a
 * reminder that nobody has given yet, `loanId` or `holdId` and `code` say which one it is; its notice has the id that a
 * service would give it, so that nobody is told twice by a service that the desk joins later.
 */
export async function noteTold(run: Run): Promise<Refusal | null> {
  const right = rightRefusal(run, 'notice.told', 'tell_reader');
  if (right) return right;
  const { how } = run.command.input;
  if (how !== null && !isTelling(how))
    return refuse('bad_input', { field: 'how', problem: 'options' });
  const given = await run.world.get('notice', run.command.entity);
  const notice = given ?? (how === null ? null : await reminderOf(run));
  if (!notice || notice.readerId === '') return refuse('not_found', { kind: 'notice' });
  if (how !== null && notice.toldOn !== undefined)
    return refuse('told_already', { at: notice.toldOn });
  const { toldOn: _on, toldBy: _by, toldHow: _how, ...untold } = notice;
  const told = how === null ? {} : { toldOn: run.at, toldBy: run.actor.id, toldHow: how };
  run.world.put('notice', { ...untold, ...told });
  return null;
}
