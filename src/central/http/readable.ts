// Reads a push command by command: one that no program can read gets its own refusal and does not block the others.

import type { Command } from '../../shared/queues/command.ts';
import { MOST_COMMANDS, commandShape, signInReceipt } from '../../shared/sync/protocol.ts';
import type { PushBody } from '../../shared/sync/protocol.ts';
import * as z from 'zod';

/** Type of a command in whose place something unreadable came; no rule knows it, so that it ends as `bad_command`. */
export const UNREADABLE = 'unreadable.command';

const outer = z.strictObject({
  epoch: z.string().max(200),
  from: z.number().int().min(1),
  commands: z.array(z.unknown()).min(1).max(MOST_COMMANDS),
  receipts: z.array(z.unknown()).max(MOST_COMMANDS).default([]),
});
/** What a command must at least say: by this its result finds it. */
const named = z.looseObject({
  id: z.uuid(),
  cseq: z.number().int().min(1),
  actor: z.string().min(1).max(80).catch('system'),
});
const NEVER = '1970-01-01T00:00:00.000Z';

function unreadable(desk: string, { id, cseq, actor }: z.output<typeof named>): Command {
  return {
    id,
    desk,
    point: null,
    cseq,
    actor,
    type: UNREADABLE,
    v: 1,
    entity: id,
    expectHead: null,
    input: {},
    at: NEVER,
  };
}

/** The push of a desk, or null when it is none, or when a command does not even say which it is. */
export function readPush(body: unknown, desk: string): PushBody | null {
  const read = outer.safeParse(body).data;
  if (!read) return null;
  const commands: Command[] = [];
  for (const each of read.commands) {
    const command = commandShape.safeParse(each).data;
    const name = command ? undefined : named.safeParse(each).data;
    if (command) commands.push(command);
    else if (name) commands.push(unreadable(desk, name));
    else return null;
  }
  const receipts = read.receipts.flatMap((each) => signInReceipt.safeParse(each).data ?? []);
  return { epoch: read.epoch, from: read.from, commands, receipts };
}
