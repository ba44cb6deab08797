// Offers commands to the service in the order of their counter, and keeps what became of each.

import type { Command } from '../../../shared/queues/command.ts';
import { pushAnswer } from '../../../shared/sync/protocol.ts';
import { CallFailed } from './ask.ts';
import type { Done } from './loop-state.ts';
import type { TaskParts } from './task-parts.ts';

const FORKED = {
  kind: 'refused',
  status: 409,
  code: 'forked',
  facts: {},
  last: null,
  retryAfter: null,
} as const;

/** Commands without a hole between them, from the first on. */
function unbroken(commands: readonly Command[]): Command[] {
  const first = commands[0]?.cseq ?? 0;
  return commands.filter((command, index) => command.cseq === first + index);
}

/** Characters of a push: what the service takes at once is a million bytes, packed. An import has long commands. */
const MOST_CHARACTERS = 1_000_000;

/** As many commands as travel together, the first in any case. */
function together(commands: readonly Command[]): Command[] {
  let characters = 0;
  const end = commands.findIndex(({ input }, index) => {
    characters += JSON.stringify(input).length;
    return index > 0 && characters > MOST_CHARACTERS;
  });
  return commands.slice(0, end === -1 ? commands.length : end);
}

/** What is offered now; null when nothing was ever done here. */
function batch(
  { replica, lastCounter }: TaskParts,
  size: number,
  probe: boolean,
): { commands: Command[]; open: number } | null {
  const last = lastCounter();
  const open = replica.firstOpen() ?? last + 1;
  // The one before the first open command shows whether the service still has what it once acknowledged.
  const known = probe && open > 1 ? replica.commandsFrom(open - 1, size) : [];
  if (known[0]?.cseq === open - 1) return { commands: together(unbroken(known)), open };
  if (open > last) return null;
  const commands = unbroken(replica.commandsFrom(open, size));
  // A counter that this desk itself has lost: the service would wait for it for ever.
  if (commands[0]?.cseq !== open) throw new CallFailed(FORKED);
  return { commands: together(commands), open };
}

/** Results after a counter are lost at the service: those commands are offered again. @throws CallFailed */
export async function forget({ replica }: TaskParts, last: number): Promise<Done> {
  await replica.forgetResultsAfter(last);
  const [first] = replica.commandsFrom(last + 1, 1);
  if (first && first.cseq !== last + 1) throw new CallFailed(FORKED);
  return { task: 'forget', open: replica.firstOpen() !== null };
}

/** One push. @throws CallFailed */
export async function push(
  parts: TaskParts,
  { size, probe }: { size: number; probe: boolean },
): Promise<Done> {
  const { replica, lastCounter } = parts;
  const offered = batch(parts, size, probe);
  if (!offered) return { task: 'push', asked: false, results: 0, open: false, ahead: false };
  const { commands, open } = offered;
  const { epoch } = parts.readTo();
  const from = commands[0]?.cseq ?? open;
  const receipts = parts.receipts(commands.map(({ actor }) => actor));
  const body = { epoch, from, commands, ...(receipts.length === 0 ? {} : { receipts }) };
  const answer = await parts.ask({ method: 'POST', path: '/v1/push', body }, pushAnswer);
  parts.mustAgree(answer.epoch);
  const counters = new Map(commands.map(({ id, cseq }) => [id, cseq]));
  const results = answer.results.filter(({ id }) => counters.has(id));
  // An answer that says nothing of what was offered would make this an endless round.
  if (results.length === 0) throw new CallFailed({ kind: 'fault', code: 'bad_answer' });
  await replica.takeResults(results);
  return {
    task: 'push',
    asked: true,
    results: results.filter(({ id }) => (counters.get(id) ?? 0) >= open).length,
    open: replica.firstOpen() !== null,
    ahead: answer.last > lastCounter(),
  };
}
