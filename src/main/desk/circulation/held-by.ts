// Which request has a copy, for whom, and what is done there next: for rows in which it can be neither lent nor taken back.

import type { HeldBy } from '../../../shared/desk-contract/next-place.ts';
import type { Copy } from '../../../shared/library/entities.ts';
import { maySee } from '../auth/visible.ts';
import type { DeskContext } from '../desk-context.ts';
import { lookingAs } from '../handlers/looker.ts';
import { nextStepOf } from '../search/scan-card.ts';
import { maskedName } from './books.ts';
import { requestFor } from './next-place.ts';
import { slotOf } from './reader-panel.ts';
import type { refusedTake } from './scan.ts';

async function heldBy(context: DeskContext, copy: Copy): Promise<HeldBy | null> {
  const source = lookingAs(context);
  const request = await requestFor(source, copy);
  if (!request || !maySee(source.looker.actor, request)) return null;
  const { id: requestId, code, queue, state, readerId } = request;
  const next = await nextStepOf(source, copy);
  return {
    requestId,
    code,
    queue,
    state,
    reader: maskedName(source.statements, readerId) || null,
    slot: slotOf(source, request),
    action: next?.requestId === requestId ? next.action : null,
  };
}

/** The refusal with the request that has the copy, where it is because of one. */
export async function withHolder(
  context: DeskContext,
  copy: Copy,
  take: ReturnType<typeof refusedTake>,
): Promise<ReturnType<typeof refusedTake>> {
  if (take.refusal.code !== 'copy_in_custody') return take;
  const held = await heldBy(context, copy);
  return held ? { ...take, heldBy: held } : take;
}
