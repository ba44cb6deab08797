// Brings the replica up to the outbox: what its mark lacks is decided again, in order.

import type { Refusal } from '../../../shared/lib/result.ts';
import type { Command, Outcome } from '../../../shared/queues/command.ts';
import type { Env } from '../../../shared/queues/world.ts';
import type { Replica } from '../db/transact.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Store } from '../profile/store.ts';
import { decideBatch } from './decide-batch.ts';
import { openRequestIds } from './open-requests.ts';

const PAGE = 200;

/** Counter of the last command that the replica shows. */
export function appliedMark(replica: Replica): number {
  return Number(replica.mark('cseq') ?? 0);
}

/** Whether a command's rows change policies, calendars or places, on which later decisions stand. */
function changesSettings({ type }: Pick<Command, 'type'>): boolean {
  return type === 'policy.save' || type === 'calendar.save' || type === 'place.save';
}

/** What a replay works on; the store once it is open, its parts while it opens. */
export type ReplayParts = Pick<Store, 'replica' | 'settings' | 'forgetSettings'> & {
  outbox: Outbox;
};

/** Decides what the mark lacks; gives the number of commands. Commands that no longer hold become doubtful. */
export async function replay(parts: ReplayParts, env: Env): Promise<number> {
  let done = 0;
  for (;;) {
    const mark = appliedMark(parts.replica());
    const entries = parts.outbox.after(mark, PAGE);
    if (entries.length === 0) return done;
    done += await replayPage(
      parts,
      entries.map((entry) => entry.command),
      env,
    );
  }
}

async function replayPage(parts: ReplayParts, commands: Command[], env: Env): Promise<number> {
  const replica = parts.replica();
  const cut = (outcome: Outcome, command: Command) => outcome.ok && changesSettings(command);
  const { decided, rows } = await decideBatch(replica.statements, commands, env, cut);
  const last = decided.at(-1)?.command;
  const doubts = decided.flatMap(({ command, outcome }) =>
    outcome.ok ? [] : [{ cseq: command.cseq, refusal: outcome satisfies Refusal }],
  );
  if (doubts.length > 0) parts.outbox.addDoubts(doubts);
  replica.transact((writes) => {
    writes.rows(rows, parts.settings());
    writes.mark('cseq', String(last?.cseq ?? 0));
  });
  recomputeIfChanged(
    parts,
    rows.map((each) => each.kind),
  );
  return decided.length;
}

/** After a changed policy, calendar or place: new settings, and open requests computed by them. */
export function recomputeIfChanged(parts: ReplayParts, kinds: readonly string[]): void {
  if (!parts.forgetSettings(kinds)) return;
  const replica = parts.replica();
  const ids = openRequestIds(replica.statements);
  const settings = parts.settings();
  replica.transact((writes) => writes.recompute(ids, settings));
}
