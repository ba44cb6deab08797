// Booksellers and funds of the demo; what is spent and committed comes from the purchase lines themselves.

import type { Fund, Vendor } from '../shared/library/entities.ts';
import { idOf } from './dice.ts';

const VENDORS: readonly [string, string, string][] = [
  ['SYT', '书源堂图书公司', 'Shuyuantang Books'],
  ['MFS', '墨坊书业', 'Mofang Book Supply'],
  ['QYB', '青野书店', 'Qingye Bookshop'],
  ['HNK', '海纳馆配中心', 'Haina Library Supply'],
];

/** The booksellers. */
export function vendorsOf(seed: number): Vendor[] {
  return VENDORS.map(([code, zh, en], index) => ({
    id: idOf(seed, 'vendor', index),
    ver: 1,
    code,
    name: { zh, en },
    email: `orders@${code.toLowerCase()}.example`,
    active: true,
  }));
}

const FUNDS: readonly [string, string, string, string, number, boolean][] = [
  ['RF2016', '2016 年先读为快试行经费', 'Read-first trial 2016', '2016-12-31', 900_000, false],
  ['RF2018', '2018 年先读为快经费', 'Read-first 2018', '2018-12-31', 4_000_000, true],
  ['RF2018M', '2018 年医学先读为快经费', 'Read-first medicine 2018', '2018-12-31', 600_000, true],
];

/** Index of each fund. */
export const TRIAL_FUND = 0;
export const MAIN_FUND = 1;

/** The id of a fund. */
export function fundId(seed: number, index: number): string {
  return idOf(seed, 'fund', index);
}

/** The funds, with what lines have committed and spent by fund id. */
export function fundsOf(
  seed: number,
  used: Map<string, { encumbered: number; spent: number }>,
): Fund[] {
  return FUNDS.map(([code, zh, en, lastDay, budget, active], index) => {
    const id = fundId(seed, index);
    const { encumbered, spent } = used.get(id) ?? { encumbered: 0, spent: 0 };
    return { id, ver: 1, code, name: { zh, en }, lastDay, budget, encumbered, spent, active };
  });
}
