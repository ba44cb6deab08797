// What is written beside the figures of staff pages: each opening of another's page, remarks on one's own, answers.

import * as z from 'zod';
import { REMARKED } from '../../library/staff-page.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { mayOpenPage } from '../../staff/scope.ts';
import { resolveActor } from '../engine/actor.ts';
import { OTHER_RIGHTS } from '../rights.ts';
import type { Run } from '../engine/run.ts';

/** Characters that a remark may have. */
export const LONGEST_REMARK = 1000;

const openInput = z.object({ staffId: z.string().min(1).max(80) });

/** What `staff_page.remark` says. */
const remarkInput = z
  .object({
    staffId: z.string().min(1).max(80),
    figure: z.enum(REMARKED),
    from: z.iso.date(),
    to: z.iso.date(),
    text: z.string().trim().min(1).max(LONGEST_REMARK),
    answers: z.string().max(80).nullable(),
  })
  .refine(({ from, to }) => from <= to);

function forbidden(): Refusal {
  const roles = OTHER_RIGHTS['staff_page.open'].join(' ');
  return refuse('forbidden', { action: 'staff_page', roles, reach: 'campus' });
}

/** Whether the actor may open the page of somebody who works here now; null = yes. */
async function refusedPage(run: Run, staffId: string): Promise<Refusal | null> {
  const person = await resolveActor(run.world, staffId, run.today);
  const isStaff = person !== null && (await run.world.get('staff', staffId)) !== undefined;
  if (!isStaff) return refuse('not_found', { kind: 'staff' });
  return mayOpenPage(run.actor, person) ? null : forbidden();
}

/** Carries out `staff_page.open`: the entity is the id of the new row. One's own page is opened without it. */
export async function openPage(run: Run): Promise<Refusal | null> {
  const read = openInput.safeParse(run.command.input);
  if (!read.success) return refuse('bad_command', { problem: 'format' });
  const { staffId } = read.data;
  if (staffId === run.actor.id) return refuse('bad_command', { problem: 'entity' });
  const refused = await refusedPage(run, staffId);
  if (refused) return refused;
  const { entity: id } = run.command;
  if (await run.world.get('staff_opening', id)) return refuse('bad_command', { problem: 'entity' });
  const { id: by } = run.actor;
  run.world.put('staff_opening', { id, ver: 0, staffId, by, day: run.today, at: run.at });
  return null;
}

/** Carries out `staff_page.remark`: on one's own page a remark, on another's an answer to one that stands there. */
export async function remarkOnPage(run: Run): Promise<Refusal | null> {
  const read = remarkInput.safeParse(run.command.input);
  if (!read.success) return refuse('bad_command', { problem: 'format' });
  const { staffId, answers } = read.data;
  const refused = await refusedPage(run, staffId);
  if (refused) return refused;
  if (answers === null && staffId !== run.actor.id) return forbidden();
  const asked = answers === null ? null : await run.world.get('staff_remark', answers);
  if (asked !== null && (asked?.staffId !== staffId || asked.answers !== null)) {
    return refuse('not_found', { kind: 'remark' });
  }
  const { entity: id } = run.command;
  if (await run.world.get('staff_remark', id)) return refuse('bad_command', { problem: 'entity' });
  run.world.put('staff_remark', { id, ver: 0, by: run.actor.id, at: run.at, ...read.data });
  return null;
}
