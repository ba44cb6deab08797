// Commands about readers, and those that remind them, by their type.

import type { Refusal } from '../../lib/result.ts';
import type { Run } from '../../queues/engine/run.ts';
import { depart } from './departure.ts';
import { merge } from './merging.ts';
import { REMINDING } from '../notices/remind.ts';
import { noteTold } from '../notices/told.ts';
import { block, change, prefer, register, restore, unblock } from './readers.ts';

/** What carries each of them out. */
export const READER_COMMANDS: Readonly<Record<string, (run: Run) => Promise<Refusal | null>>> = {
  'reader.register': register,
  'reader.change': change,
  'reader.block': block,
  'reader.unblock': unblock,
  'reader.depart': depart,
  'reader.restore': restore,
  'reader.merge': merge,
  'reader.prefer': prefer,
  ...REMINDING,
  'notice.told': noteTold,
};
