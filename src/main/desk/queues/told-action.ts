// An action as an ordinary export tells it: what was done and what came of it, without what was written or scanned of readers.

import type { Command } from '../../../shared/queues/command.ts';
import { tellableInput } from '../../../shared/queues/engine/event-row.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { ActionSpec, QueueDefinition } from '../../../shared/queues/queue.ts';
import type { CommandResult } from '../../../shared/sync/protocol.ts';
import { withoutPrivateKeys } from '../../../shared/sync/private-text.ts';
import type { StoredOutcome } from '../outbox/placed.ts';

/** An action with what came of it, as it is exported. */
export interface Exported {
  command: Command;
  outcome: StoredOutcome;
  result: CommandResult | null;
}

/** Inputs that are about the request and nobody's: its code, why, and who signed besides. */
const PLAIN = ['code', 'reason', 'secondPerson'];

function specOf(type: string): ActionSpec | null {
  const [subject = '', action = ''] = type.split('.');
  if (!Object.hasOwn(QUEUES, subject)) return null;
  const definition: QueueDefinition = QUEUES[subject as keyof typeof QUEUES];
  return Object.hasOwn(definition.actions, action) ? (definition.actions[action] ?? null) : null;
}

/** Of what was typed of readers nobody is told more than whom it was about, and why. */
const ABOUT_READERS = /^reader\.(?:register|change)$/u;

function toldInput({ type, input }: Command): Record<string, unknown> {
  if (ABOUT_READERS.test(type)) {
    const { readers } = input;
    return Array.isArray(readers) ? { count: readers.length } : {};
  }
  const spec = specOf(type);
  if (!spec) return withoutPrivateKeys(input);
  const plain = Object.entries(input).filter(([name]) => PLAIN.includes(name));
  return withoutPrivateKeys({ ...tellableInput(spec, input), ...Object.fromEntries(plain) });
}

function toldOutcome(outcome: StoredOutcome): StoredOutcome {
  if (!outcome.ok) return { ...outcome, facts: withoutPrivateKeys(outcome.facts) };
  const remarks = outcome.remarks.map((each) => ({
    ...each,
    facts: withoutPrivateKeys(each.facts),
  }));
  return { ...outcome, remarks };
}

/** Tells it. */
export function toldAction({ command, outcome, result }: Exported): Exported {
  return {
    command: { ...command, input: toldInput(command) },
    outcome: toldOutcome(outcome),
    result: result && { ...result, facts: withoutPrivateKeys(result.facts) },
  };
}
