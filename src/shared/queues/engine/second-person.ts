// The second person of what nobody may do alone: somebody else, who works here and whose word counts.

import type { Role } from '../../library/entities.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { resolveActor } from './actor.ts';
import type { Run } from './run.ts';

/** Whose word counts as the second person's. */
const SIGNERS: ReadonlySet<Role> = new Set(['desk', 'collection', 'acquisitions', 'supervisor']);

/** Whether one of these grants lets somebody sign. */
export function maySign(grants: readonly { role: Role }[]): boolean {
  return grants.some(({ role }) => SIGNERS.has(role));
}

/**
 * What the event of a command says of the second person whom its input names; nothing where it names none. That one was
 * needed only the desk can tell, which saw how many were meant at once.
 */
export async function signature(run: Run): Promise<{ facts: Record<string, unknown> } | Refusal> {
  const { secondPerson } = run.command.input;
  if (secondPerson === undefined) return { facts: {} };
  const known =
    typeof secondPerson === 'string' && secondPerson !== run.actor.id
      ? await resolveActor(run.world, secondPerson, run.today)
      : null;
  return known && maySign(known.grants)
    ? { facts: { secondPerson } }
    : refuse('second_person_needed');
}
