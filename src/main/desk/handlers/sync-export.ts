// All that was done at this desk as a text to be saved: for anybody without readers' data, in full by two people.

import type * as z from 'zod';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { rightRefusal } from '../../../shared/queues/rights.ts';
import { maySign } from '../../../shared/queues/engine/second-person.ts';
import { grantsInForce } from '../auth/session.ts';
import type { Person } from '../auth/session.ts';
import { actorOf, commandBy } from '../desk-context.ts';
import type { DeskContext } from '../desk-context.ts';
import { toldAction } from '../queues/told-action.ts';
import type { Exported } from '../queues/told-action.ts';

type Full = NonNullable<z.output<DeskContract['sync.export']['input']>['full']>;

const PAGE = 500;

function actionsOf({ store }: DeskContext): Exported[] {
  const { outbox } = store;
  const actions: Exported[] = [];
  for (let after = 0; ;) {
    const entries = outbox.after(after, PAGE);
    for (const { command, outcome } of entries) {
      actions.push({ command, outcome, result: outbox.resultOf(command.id) });
    }
    const last = entries.at(-1);
    if (!last) return actions;
    after = last.place;
  }
}

/** Every command with its outcomes, oldest first. Passwords and keys are in none of them. */
function exportText(context: DeskContext, full: boolean) {
  const { store } = context;
  const now = store.clock.now();
  const joined = store.joined();
  const head = {
    desk: store.deskId,
    deskCode: joined?.deskCode ?? null,
    name: joined?.name ?? null,
    service: joined?.address ?? null,
    base: store.outbox.kept.get('desk', '', 'baseId') ?? null,
    savedOn: now,
    /** Whether inputs are whole: cards, notes and readers' words among them. */
    full,
  };
  const all = actionsOf(context);
  const actions = full ? all : all.map(toldAction);
  const what = full ? 'full' : 'actions';
  const name = `shutai-${what}-${now.slice(0, 16).replaceAll(/[:T]/gu, '-')}.json`;
  return { ok: true as const, name, text: JSON.stringify({ ...head, actions }, null, 1) };
}

/** The administrator's right and the second person, both on the record before anything is given. */
async function allowed(context: DeskContext, person: Person, full: Full): Promise<Refusal | null> {
  const actor = actorOf(context, person);
  const refused = rightRefusal({ actor }, 'reader.export', 'administer');
  if (refused) return refused;
  const signed = await context.signIn.second(full.login, full.password);
  if (!signed.ok) return signed;
  const { store } = context;
  const today = store.settings().calendars.dayOf(store.clock.now());
  const other = signed.staff.id !== person.staff.id;
  if (!other || !maySign(grantsInForce(signed.staff, today))) return refuse('second_person_needed');
  const recorded = await commandBy(context, {
    id: full.commandId,
    type: 'reader.export',
    entity: store.deskId,
    input: { secondPerson: signed.staff.id },
  });
  return recorded.ok ? null : recorded;
}

/** Answers `sync.export`. */
export async function exportActions(
  context: DeskContext,
  person: Person,
  full: Full | undefined,
): Promise<ReturnType<typeof exportText> | Refusal> {
  const refused = full ? await allowed(context, person, full) : null;
  return refused ?? exportText(context, full !== undefined);
}
