// What the store says of its library: epoch, base, card key and the library's own clock, kept in memory.

import { instantOf, millis } from '../shared/lib/time.ts';
import type { Clock, Instant } from '../shared/lib/time.ts';
import type { ServiceInfo } from './service-port.ts';
import type { StoreReads } from './store/port.ts';

/** What the store says of itself. */
export type About = Omit<ServiceInfo, 'library' | 'primary'>;

/** The library that a store holds. */
export interface Library {
  about(): About;
  /** The library's clock. */
  now(): Instant;
  /** Real time, by which everything about who may come in is counted. */
  real(): Instant;
  /** Reads again what an administrator, or another process, may have changed. */
  refresh(reads: Pick<StoreReads, 'meta'>): Promise<void>;
  /** Hears of a new epoch before anybody is answered under it. */
  onEpoch(heard: () => void): void;
}

async function read(reads: Pick<StoreReads, 'meta'>): Promise<About> {
  const [epoch, baseId, cardKey, clockOffset, demo] = [
    await reads.meta('epoch'),
    await reads.meta('baseId'),
    await reads.meta('cardKey'),
    await reads.meta('clockOffset'),
    await reads.meta('demo'),
  ];
  if (epoch === null || baseId === null || cardKey === null) {
    throw new Error('this store holds no library yet');
  }
  const offset = clockOffset === null ? Number.NaN : Number(clockOffset);
  return {
    epoch,
    baseId,
    cardKey,
    demo: demo === '1',
    clockOffset: Number.isFinite(offset) ? offset : null,
  };
}

/**
 * Opens the library of a store.
 * @throws Error when no base was loaded into it
 */
export async function openLibrary(reads: Pick<StoreReads, 'meta'>, clock: Clock): Promise<Library> {
  let about = await read(reads);
  const listeners = new Set<() => void>();
  return {
    about: () => about,
    now: () =>
      about.clockOffset === null ? clock.now() : instantOf(millis(clock.now()) + about.clockOffset),
    real: () => clock.now(),
    async refresh(again) {
      const { epoch } = about;
      about = await read(again);
      if (about.epoch !== epoch) for (const heard of listeners) heard();
    },
    onEpoch: (heard) => void listeners.add(heard),
  };
}
