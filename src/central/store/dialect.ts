// What the two databases say differently; everything else of the store is one code.

import type { AliasedRawBuilder, RawBuilder } from 'kysely';
import type { Group } from './port.ts';
import type { Db } from './schema.ts';

/** The differences between the adapters that shared queries need. */
export interface Dialect {
  kind: 'sqlite' | 'postgres';
  /** A table `k` with the text columns `a` and `b`; one statement for any number of pairs. */
  pairs<A extends string>(
    pairs: readonly (readonly [A, string])[],
  ): AliasedRawBuilder<{ a: A; b: string }, 'k'>;
  /** A table `k` with the text column `a`. */
  texts(values: readonly string[]): AliasedRawBuilder<{ a: string }, 'k'>;
  /**
   * For each row of a table `k` what fits it in a table, which is `t` in `fits`: to stand behind `from`. It is looked up
   * key by key along an index, also where a plan was made while the table was small.
   */
  fitting(
    k: AliasedRawBuilder<unknown, 'k'>,
    table: RawBuilder<unknown>,
    fits: RawBuilder<unknown>,
  ): RawBuilder<unknown>;
  /** Writes a group with few statements; the transaction is open. */
  write(db: Db, group: Group): Promise<void>;
}
