// Which commands are circulation's, and what carries each of them out.

import type { Refusal } from '../lib/result.ts';
import type { Run } from '../queues/run.ts';
import { READER_COMMANDS } from './reader-commands.ts';

/** Carries a command out; null when it is done. */
export type Act = (run: Run) => Promise<Refusal | null>;

/** Commands about loans, holds, transfers, suggestions, reviews, tickets and readers, by their type. */
export const CIRCULATION_COMMANDS: Readonly<Record<string, Act>> = {
  ...READER_COMMANDS,
};
