// The hashes of the two contracts that a page speaks. The build writes the values in (`electron.vite.config.ts`): a page
// that works them out from its schemas spends a good part of its start on that.

import { deskContract } from './desk-contract.ts';
import { contractHash } from './rpc/hash.ts';
import { shellContract } from './shell-contract.ts';

/** Of what a page asks of its desk. */
export const DESK_HASH = contractHash(deskContract);
/** Of what a page asks of the desktop shell. */
export const SHELL_HASH = contractHash(shellContract);
