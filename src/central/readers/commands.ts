// Commands of a reader: ids that follow from the phone's own, so that a repeat is the same command.

import { sha256 } from '../../node/env.ts';
import { derivedId } from '../../shared/lib/ids.ts';
import type { LaneDraft, LaneResult } from '../lane/lane-port.ts';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { ReaderContext } from './reader-context.ts';
import { refusedOf } from './refused.ts';

/**
 * The id of the `ordinal`-th command that comes of one call (`submit`, `cancel` …). The caller is part of it: nobody can
 * ask for the answer of somebody else's command, or take its place.
 */
export function commandId(caller: string, call: string, requestId: string, ordinal = 1): string {
  const own = (text: string) => sha256(`${caller}/${call}/${text}`);
  return derivedId(requestId.toLowerCase(), ordinal, own);
}

/** A call with what it says: the same name of the phone with other words is another thing. */
export function saying(call: string, input: object): string {
  return `${call}/${sha256(JSON.stringify(input))}`;
}

/** The id of what a command makes. */
export function madeBy(command: string): string {
  return derivedId(command, 0, sha256);
}

/** Runs a command of a reader. */
export function runAs(
  { lane }: ReaderContext,
  readerId: string,
  draft: Pick<LaneDraft, 'id' | 'type' | 'entity' | 'input' | 'codePrefix'>,
): Promise<LaneResult | Failure> {
  return lane.run({ ...draft, actor: readerId, point: null, expectHead: null });
}

/** Runs one that answers nothing but that it was done. */
export async function runPlain(
  context: ReaderContext,
  readerId: string,
  draft: Pick<LaneDraft, 'id' | 'type' | 'entity' | 'input'>,
): Promise<{ ok: true } | Failure> {
  const result = await runAs(context, readerId, draft);
  if (hasFailed(result)) return result;
  return refusedOf(result) ?? { ok: true };
}
