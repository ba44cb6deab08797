// What a reader's card is good for today: expiry follows from its last day and is never stored.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Day } from '../../lib/time.ts';
import type { Reader } from '../../library/entities.ts';
import type { World } from '../../queues/world/world.ts';
import type { BlockReason } from './block-reasons.ts';

/** Cards merged into one another one after the other; longer chains do not come about. */
const MOST_HOPS = 8;

/** Of a reader whom another system had blocked without a word. */
const UNSAID: BlockReason = 'other_reason';

/** Why a blocked reader is so. */
export function blockOf({ block }: Pick<Reader, 'block'>): string {
  return block ?? UNSAID;
}

/** How a reader stands on a local day: an active card is expired from the day after its last one on. */
export function readerStanding(
  { status, expiresOn }: Pick<Reader, 'status' | 'expiresOn'>,
  today: Day,
): Reader['status'] {
  return status === 'active' && expiresOn !== undefined && expiresOn < today ? 'expired' : status;
}

/** Why a reader may not ask for anything or borrow on that day; null where nothing is in the way. */
export function standingRefusal(reader: Reader, today: Day): Refusal | null {
  const status = readerStanding(reader, today);
  if (status === 'active') return null;
  if (status === 'expired' && reader.expiresOn !== undefined) {
    return refuse('reader_expired', { day: reader.expiresOn });
  }
  if (status === 'blocked') {
    return refuse('reader_blocked', { reason: blockOf(reader) });
  }
  return status === 'left' ? refuse('reader_left') : refuse('reader_not_active', { status });
}

/** The reader whom a card is of, by its hash: a card that was merged finds whoever it was merged into. */
export async function readerOfCard(
  world: Pick<World, 'get' | 'list'>,
  cardHash: string,
): Promise<Reader | undefined> {
  const [found] = await world.list('readerByCardHash', cardHash);
  return found && mergedReader(world, found);
}

/** Ids under which something of a reader may stand: the card's own, and that of the reader whose it is by now. */
export async function cardIds(world: Pick<World, 'get'>, readerId: string): Promise<string[]> {
  const reader = await world.get('reader', readerId);
  const { id } = reader ? await mergedReader(world, reader) : { id: readerId };
  return [...new Set([readerId, id])];
}

/** The reader that a row stands for: itself, or the one that it was merged into. */
export async function mergedReader(world: Pick<World, 'get'>, reader: Reader): Promise<Reader> {
  let at = reader;
  for (let hop = 0; at.mergedInto !== undefined && hop < MOST_HOPS; hop += 1) {
    const next = await world.get('reader', at.mergedInto);
    if (!next) return at;
    at = next;
  }
  return at;
}
