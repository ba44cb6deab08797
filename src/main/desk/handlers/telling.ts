// Readers to tell, as the page asks for them; where the desk has joined a service, that tells them.

import type * as z from 'zod';
import { sha256 } from '../../../node/env.ts';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { derivedId } from '../../../shared/lib/ids.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import type { Person } from '../auth/session.ts';
import { toTell, toldToday } from '../circulation/telling.ts';
import { rowById } from '../db/statements.ts';
import { asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import type { Draft } from '../queues/execute.ts';
import { lookingAs } from './looker.ts';

type Names = Extract<keyof DeskContract, `telling.${string}`>;
type Input<K extends Names> = z.output<DeskContract[K]['input']>;

/** Commands of one call by the same person; the first bears the call's id. */
function drafts(
  commandId: string,
  { staff, point }: Person,
  each: readonly Pick<Draft, 'type' | 'entity' | 'input'>[],
): Draft[] {
  return each.map((own, index) => ({
    ...own,
    id: index === 0 ? commandId : derivedId(commandId, index, sha256),
    actor: staff.id,
    point: point.id,
    expectHead: null,
  }));
}

async function today(context: DeskContext) {
  const source = lookingAs(context);
  if (context.store.joined() !== null || !mayDo('notice.told', source.looker.actor)) return null;
  return { ...(await toTell(source)), told: toldToday(source) };
}

function mark(context: DeskContext, { commandId, lines, how }: Input<'telling.mark'>) {
  return asPerson(context, async (person) => {
    const each = lines.map(({ noticeId, about }) => {
      return { type: 'notice.told', entity: noticeId, input: { how, ...about } };
    });
    const outcomes = await context.executor.runAll(drafts(commandId, person, each));
    const refused = outcomes.flatMap((outcome, index) => {
      const noticeId = lines[index]?.noticeId ?? '';
      return outcome.ok ? [] : [{ noticeId, code: outcome.code, facts: outcome.facts }];
    });
    return { ok: true as const, refused };
  });
}

function contacts(context: DeskContext, { commandId, readerIds }: Input<'telling.contacts'>) {
  return asPerson(context, async (person) => {
    const each = readerIds.map((entity) => ({ type: 'reader.reveal', entity, input: {} }));
    const outcomes = await context.executor.runAll(drafts(commandId, person, each));
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused && !refused.ok) return refused;
    const { statements } = context.store.replica();
    const found = readerIds.map((readerId) => {
      const { name = '', phone = '', email = '' } = rowById(statements, 'private', readerId) ?? {};
      return { readerId, name, phone, email };
    });
    return { ok: true as const, contacts: found };
  });
}

/** Makes the handlers of telling. */
export function tellingHandlers(context: DeskContext): DeskHandlers<Names> {
  return {
    'telling.today': () => today(context),
    'telling.mark': (asked) => mark(context, asked),
    'telling.contacts': (asked) => contacts(context, asked),
  };
}
