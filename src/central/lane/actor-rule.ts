// Whether a desk may send a command at all: by somebody who signed in there, or by a timer that is due.

import { dueHolds } from '../../shared/circulation/timers.ts';
import type { Command } from '../../shared/queues/command.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { dueCommands } from '../../shared/queues/timers.ts';
import type { DueCommand } from '../../shared/queues/timers.ts';
import { canonicalJson } from '../../shared/sync/image.ts';
import type { DeskRow } from '../store/auth-port.ts';
import type { Group } from './group.ts';

/** Why a desk may not send a command: the code of the result and its refusal. */
export interface NotHere {
  code: 'forbidden' | 'illegal';
  refusal: 'not_signed_in_here' | 'not_due';
}

/** What it is decided with. */
type Deciding = Pick<Group, 'world' | 'env'>;

/** Somebody who has not signed in at the desk. */
export const NOT_HERE: NotHere = { code: 'forbidden', refusal: 'not_signed_in_here' };

/** What a timer's command does; the code of a request that it opens is given where it runs. */
function deedOf({ id, entity, type, point, v, input }: DueCommand): string {
  const { code, ...rest } = input;
  const carries = typeof code === 'string';
  return canonicalJson({ id, entity, type, point, v, carries, input: carries ? rest : input });
}

/**
 * Whether the command is the very one that a timer makes of the rows as they are. Its id alone says nothing: every
 * desk can compute that.
 */
async function isDue({ world, env }: Deciding, command: Command): Promise<boolean> {
  const { entity, input, at, type } = command;
  const request = await world.get('request', entity);
  const copyId = input['copyId'];
  const copy = typeof copyId === 'string' ? await world.get('copy', copyId) : undefined;
  const today = env.settings.calendars.dayOf(at);
  const back = copy && copy.returnDay !== null && copy.returnDay <= today ? [copy] : [];
  const due = dueCommands(QUEUES, request ? [request] : [], back, env, at, () => '');
  const hold = type === 'hold.expire' ? await world.get('hold', entity) : undefined;
  const holds = dueHolds(hold ? [hold] : [], env, at);
  const deed = deedOf(command);
  return [...due, ...holds].some((each) => deedOf(each) === deed);
}

/**
 * What speaks against a command of a desk before it is decided. Commands that the desk made alone are vouched for by
 * whoever let it in; a reader never acts from a desk.
 */
export async function actorRule(
  group: Deciding,
  desk: DeskRow,
  command: Command,
  signedIn: (staffId: string) => Promise<boolean>,
): Promise<NotHere | null> {
  const { actor, cseq } = command;
  if (command.desk !== desk.id) return NOT_HERE;
  const vouched = cseq <= desk.vouched;
  if (actor === 'system') {
    if (vouched || (await isDue(group, command))) return null;
    return { code: 'illegal', refusal: 'not_due' };
  }
  const works = (await group.world.get('staff', actor)) !== undefined;
  return works && (vouched || (await signedIn(actor))) ? null : NOT_HERE;
}
