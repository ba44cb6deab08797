// Brings the replica up to the outbox: what its mark lacks is decided again, in order.

import type { Refusal } from '../../../shared/lib/result.ts';
import type { Command, Outcome } from '../../../shared/queues/command.ts';
import type { Env } from '../../../shared/queues/world/world.ts';
import type { Replica } from '../db/transact.ts';
import type { Placed } from '../outbox/placed.ts';
import { catchUp } from '../sync/catch-up.ts';
import { readToOf } from '../sync/read-to.ts';
import type { SettleParts } from '../sync/settle.ts';
import { decideBatch } from './decide-batch.ts';
import { openRequestIds } from './open-requests.ts';

const PAGE = 200;

/** Place of the last command that the replica shows. */
export function appliedMark(replica: Replica): number {
  return Number(replica.mark('cseq') ?? 0);
}

/** Whether a command's rows change policies, calendars or places, on which later decisions stand. */
function changesSettings({ type }: Pick<Command, 'type'>): boolean {
  return type === 'policy.save' || type === 'calendar.save' || type === 'place.save';
}

/** Whether there are rows on which something can be decided: a joined desk may still wait for its first. */
function hasRows(replica: Replica): boolean {
  return replica.mark('base') !== undefined || readToOf(replica) !== null;
}

/**
 * Decides what the mark lacks; gives the number of commands. Commands that no longer hold become doubtful. On a desk
 * that has joined a service only what is pending counts, and what is not any longer is taken out.
 */
export async function replay(parts: SettleParts, env: Env): Promise<number> {
  if (!hasRows(parts.replica())) return 0;
  if (readToOf(parts.replica())) return catchUp(parts, env);
  let done = 0;
  for (;;) {
    const mark = appliedMark(parts.replica());
    const entries = parts.outbox.after(mark, PAGE);
    if (entries.length === 0) return done;
    done += await replayPage(parts, entries, env);
  }
}

async function replayPage(parts: SettleParts, entries: Placed[], env: Env): Promise<number> {
  const replica = parts.replica();
  const commands = entries.map((entry) => entry.command);
  const cut = (outcome: Outcome, command: Command) => outcome.ok && changesSettings(command);
  const { decided, rows } = await decideBatch(replica.statements, commands, env, { cut });
  const last = entries[decided.length - 1];
  const doubts = decided.flatMap(({ outcome }, index) => {
    const place = entries[index]?.place;
    if (outcome.ok || place === undefined) return [];
    return [{ place, refusal: outcome satisfies Refusal }];
  });
  if (doubts.length > 0) parts.outbox.addDoubts(doubts);
  replica.transact((writes) => {
    writes.rows(rows, parts.settings());
    writes.mark('cseq', String(last?.place ?? 0));
  });
  recomputeIfChanged(
    parts,
    rows.map((each) => each.kind),
  );
  return decided.length;
}

/** After a changed policy, calendar or place: new settings, and open requests computed by them. */
export function recomputeIfChanged(
  parts: Pick<SettleParts, 'replica' | 'settings' | 'forgetSettings'>,
  kinds: readonly string[],
): void {
  if (!parts.forgetSettings(kinds)) return;
  const replica = parts.replica();
  const ids = openRequestIds(replica.statements);
  const settings = parts.settings();
  replica.transact((writes) => {
    writes.shelfOrder(settings);
    writes.recompute(ids, settings);
  });
}
