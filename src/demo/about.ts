// What the demonstration library is called, when its clock begins, and who may sign in; the page says that it is a demo.

import type { Instant } from '../shared/lib/time.ts';

/** Grows whenever the same seed would give other rows; part of the base id. */
export const DEMO_VERSION = 2;
/** The seed when none is given. */
export const DEMO_SEED = 20_180_606;
/** Where its clock begins: 2018-06-06 08:00 in Asia/Shanghai, when its first desk opens. */
export const DEMO_START: Instant = '2018-06-06T00:00:00.000Z';
/** The password of every account. */
export const DEMO_PASSWORD = 'shutai-demo';
/** Its verifier: argon2id, m = 19 MiB, t = 2, p = 1, as a PHC string. */
export const DEMO_VERIFIER =
  '$argon2id$v=19$m=19456,t=2,p=1$hBcpBUtHBBNENjh78OvrxA$Q09H6Hv0xGr7GE+bQlWWMul7j//0F0rOrl029/q6Ti4';

/** How large: scale 1 is the demo, 100 has 1,000,000 titles and requests and 2,000,000 copies over 8 years. */
export interface Sizes {
  titles: number;
  copies: number;
  readers: number;
  /** Ended requests of earlier years, besides those that the report counts. */
  history: number;
}

/** Sizes of a scale, which is 1 or more. */
export function sizesOf(scale: number): Sizes {
  if (!(scale >= 1 && scale <= 200)) throw new Error('the scale of a demo is between 1 and 200');
  const titles = Math.max(60_000, Math.ceil(scale) * 10_000);
  return {
    titles,
    copies: scale <= 1 ? 90_000 : titles * 2,
    readers: Math.round(14_000 * Math.max(1, scale / 10)),
    history: scale <= 1 ? 0 : Math.round(scale * 10_000) - 7_500,
  };
}

/** Text whose digest is the base id: the same text means the same rows. */
export function demoBaseText(seed: number, scale: number): string {
  return `shutai-demo/${DEMO_VERSION}/seed ${seed}/scale ${scale}`;
}

/** Key under which the demo's card numbers are hashed; every desk and service on this base has the same. */
export function demoCardKey(seed: number): string {
  return `shutai-demo card key ${seed}`;
}
