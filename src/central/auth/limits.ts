// Limits on how often somebody may call: token buckets in memory, one a desk, person, reader or address.

import { millis } from '../../shared/lib/time.ts';
import type { Clock } from '../../shared/lib/time.ts';

/** How many calls at once, and how many a second in the long run. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** Whose calls are counted apart from each other. `sign_in` counts tries of one address to come in. */
export type LimitKind = 'desk' | 'staff' | 'reader' | 'vendor' | 'address' | 'sign_in';

/**
 * What honest callers never reach: a desk that drains a long outbox has one push in flight; a whole campus may come from
 * one address (a proxy, a gateway), and every desk of a library may sign in at once after the service was away.
 */
export const RATES: Record<LimitKind, Rate> = {
  desk: { burst: 400, perSecond: 100 },
  staff: { burst: 60, perSecond: 5 },
  reader: { burst: 60, perSecond: 5 },
  vendor: { burst: 60, perSecond: 5 },
  address: { burst: 2000, perSecond: 400 },
  sign_in: { burst: 800, perSecond: 40 },
};

/** Buckets of one kind that are remembered; the one unused for longest is forgotten first. */
const MOST_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Counts calls. */
export interface Limits {
  /** Takes one call of somebody; gives 0, or how many whole seconds there are to wait. */
  take(kind: LimitKind, key: string): number;
  /** Buckets that are remembered now. */
  size(): number;
}

function levelAt(bucket: Bucket | undefined, rate: Rate, now: number): number {
  if (!bucket) return rate.burst;
  const seconds = Math.max(0, now - bucket.at) / 1000;
  return Math.min(rate.burst, bucket.tokens + seconds * rate.perSecond);
}

/** Makes the buckets; `clock` is real time. */
export function createLimits(
  clock: Clock,
  rates: Record<LimitKind, Rate> = RATES,
  most = MOST_BUCKETS,
): Limits {
  const kinds = new Map<LimitKind, Map<string, Bucket>>();
  const bucketsOf = (kind: LimitKind) => {
    const known = kinds.get(kind);
    if (known) return known;
    const fresh = new Map<string, Bucket>();
    kinds.set(kind, fresh);
    return fresh;
  };
  return {
    take(kind, key) {
      const rate = rates[kind];
      const buckets = bucketsOf(kind);
      const now = millis(clock.now());
      const level = levelAt(buckets.get(key), rate, now);
      // Put in again at the end: the first of the map is the one unused for longest.
      buckets.delete(key);
      const [oldest] = buckets.keys();
      if (buckets.size >= most && oldest !== undefined) buckets.delete(oldest);
      buckets.set(key, { tokens: level < 1 ? level : level - 1, at: now });
      return level < 1 ? Math.max(1, Math.ceil((1 - level) / rate.perSecond)) : 0;
    },
    size: () => [...kinds.values()].reduce((sum, buckets) => sum + buckets.size, 0),
  };
}

/** The part of an address that one caller is counted by: a whole /64 of IPv6, which is one household or machine. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').toLowerCase();
  if (!plain.includes(':')) return plain;
  const [front = '', back] = plain.split('%')[0]?.split('::') ?? [];
  const head = front === '' ? [] : front.split(':');
  const tail = back === undefined || back === '' ? [] : back.split(':');
  const gap = back === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, ''))
    .join(':');
}
