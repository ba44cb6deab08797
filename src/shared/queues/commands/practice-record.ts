// One sitting of shelving practice becomes a row of the person who practised.

import * as z from 'zod';
import { MOST_TEXT } from '../../catalogue/record.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { rightRefusal } from '../rights.ts';
import type { Run } from '../engine/run.ts';

const count = z.number().int().min(0);

/** What `practice.record` says of a sitting. */
const practiceInput = z
  .object({
    exercises: count.min(1).max(200),
    right: count.max(200),
    seconds: count.max(86_400),
    /** Call numbers of the exercises that went wrong, each in its right order. */
    missed: z.array(z.array(z.string().max(MOST_TEXT.callNumber)).min(2).max(10)).max(200),
  })
  .refine(({ exercises, right }) => right <= exercises);

/** Carries out `practice.record`: the entity is the id of the new row; only of oneself. */
export async function recordPractice(run: Run): Promise<Refusal | null> {
  const refused = rightRefusal(run, 'practice.record', 'practice');
  if (refused) return refused;
  const read = practiceInput.safeParse(run.command.input);
  if (!read.success) return refuse('bad_command', { problem: 'format' });
  const { entity: id } = run.command;
  if (await run.world.get('practice', id)) return refuse('bad_command', { problem: 'entity' });
  const { id: staffId } = run.actor;
  run.world.put('practice', { id, ver: 0, staffId, day: run.today, at: run.at, ...read.data });
  return null;
}
