// What a library begins with: rows at `ver` 1, named so that desk and service, and every rebuild, find the same again.

import type { Instant } from '../shared/lib/time.ts';
import type { Kind, Kinds } from '../shared/queues/world/world.ts';
import { sha256 } from './env.ts';

/** Which base it is; a desk keeps it in its outbox, so that a later start loads the same one. */
export type BaseSpec =
  | { kind: 'demo'; seed: number; scale: number; version: number }
  | { kind: 'empty'; version: number };

/** A row with its kind. */
export type RowOfBase = { [K in Kind]: { kind: K; row: Kinds[K] } }[Kind];

/** A base that can be loaded. */
export interface Base {
  spec: BaseSpec;
  /** Text whose digest is the base id: the same text means the same rows. */
  text: string;
  /** Where the library's own clock begins; null for real time. */
  start: Instant | null;
  /** Key of the readers' card hashes; null where whoever loads it makes one. */
  cardKey: string | null;
  /** Password and verifier that all its accounts share; null where nobody works yet. */
  demo: { password: string; verifier: string } | null;
  /** Its rows, made while they are read: places, policies, calendars, titles and copies before requests. */
  rows(): Iterable<RowOfBase>;
}

/** Gives the base of a profile: the saved one, or for a new profile the one that was asked for. */
export type ChooseBase = (saved: BaseSpec | null) => Base;

/** Name of a base's content. */
export function baseId(base: Pick<Base, 'text'>): string {
  return sha256(base.text);
}
