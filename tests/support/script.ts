// Answers of a scripted desk by operation, held against the contract's types.

import type { DeskContract } from '../../src/shared/desk-contract.ts';
import type { Handlers } from '../../src/shared/rpc/contract.ts';

type Names = Exclude<keyof DeskContract, 'changes'>;
type Answer<K extends Names> = Handlers<DeskContract, null>[K] extends (
  input: infer I,
  ...more: never[]
) => Promise<infer O>
  ? (input: I) => O
  : never;

/** Answers by operation; each is held against the contract before it goes out. */
export type Script = { [K in Names]?: Answer<K> };
