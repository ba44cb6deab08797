// What a desk without a service stands on: rows loaded at `ver` 1, named so that a rebuild finds the same again.

import type { Instant } from '../../../shared/lib/time.ts';
import type { PutRow } from '../db/load.ts';

/** Which base a profile has; kept in its outbox, so that a later start loads the same one. */
export type BaseSpec =
  | { kind: 'demo'; seed: number; scale: number; version: number }
  | { kind: 'empty'; version: number };

/** A base that can be loaded. */
export interface Base {
  spec: BaseSpec;
  /** Text whose digest is the base id: the same text means the same rows. */
  text: string;
  /** Where the library's own clock begins; null for real time. */
  start: Instant | null;
  /** Key of the readers' card hashes; null where the desk makes its own. */
  cardKey: string | null;
  /** Password and verifier that all its accounts share; null where nobody works yet. */
  demo: { password: string; verifier: string } | null;
  load(put: PutRow): void;
}

/** Gives the base of a profile: the saved one, or for a new profile the one that was asked for. */
export type ChooseBase = (saved: BaseSpec | null) => Base;
