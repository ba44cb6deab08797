// I4 on the wire: every page that a desk is given begins where it says, is dense, and carries on the chain.

import { sha256 } from '../../../src/node/env.ts';
import { firstBreak } from '../../../src/shared/sync/chain.ts';
import { pullAnswer } from '../../../src/shared/sync/protocol.ts';

/** What is wrong with a page on its way to a desk; null when nothing is, or when it is none. */
export function pageProblem(desk: string, body: unknown): string | null {
  const page = pullAnswer.safeParse(body).data;
  if (!page) return null;
  const { from, rows, through } = page;
  const last = rows.at(-1) ?? from;
  const broken = firstBreak(from, rows, sha256);
  if (broken !== null) return `I4 ${desk} was given a page that breaks at ${broken}`;
  return last.seq === through.seq && last.hash === through.hash
    ? null
    : `I4 ${desk} was given a page through ${through.seq} that ends at ${last.seq}`;
}
