// The replica's tables as Kysely sees them: each kind's columns, the request's computed ones, the mark.

import type { Generated } from 'kysely';
import type { Label } from '../../../shared/queues/request.ts';
import type { Kind, Kinds } from '../../../shared/queues/world/world.ts';
import type { COLUMNS } from './columns.ts';

type Stored<Value, How> = How extends 'json' | 'sparse_json'
  ? string | null
  : How extends 'flag'
    ? number
    : Value;

type StoredKind<K extends Kind> = {
  [F in keyof Kinds[K]]: F extends keyof (typeof COLUMNS)[K]
    ? Stored<Kinds[K][F], (typeof COLUMNS)[K][F]>
    : never;
} & {
  /** Row number, what indexes and the search tables point to. */
  n: Generated<number>;
};

/** Columns of a request that follow from its rows, policies and calendars; never replicated. */
export interface RequestComputed {
  /** 1 while its state is neither done, cancelled nor rejected. */
  isOpen: number;
  label: Label;
  /** Late when before now; null where nothing is due. */
  dueAt: string | null;
  /** Until when the clock stands; null when it runs. */
  pausedUntil: string | null;
  /** From when a timer wants to act; null when none does. */
  timerAt: string | null;
  /** Month of the submission in UTC, `2018-06`. */
  month: string;
  callKey: string;
  kind: string | null;
  vendorId: string | null;
  isbn: string | null;
  slot: string | null;
  courier: string | null;
  claimBy: string | null;
  claimUntil: string | null;
  /** Code, title, call number and barcode, folded. */
  search: string;
}

/** Tables of `replica.db`. */
export type Tables = { [K in Exclude<Kind, 'request' | 'copy'>]: StoredKind<K> } & {
  /** With its place in shelf order under the settings in force. */
  copy: StoredKind<'copy'> & { shelfKey: string };
  request: StoredKind<'request'> & RequestComputed;
  /** What the replica holds: one row a name. */
  mark: { name: string; value: string };
};
