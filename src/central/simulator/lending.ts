// What readers do with loans and holds: renew, borrow the copy in the hand by phone, wait for one, pass one on to a friend.

import type { HoldLine, LoanLine } from '../../shared/sync/reader-circulation-views.ts';
import type { CopyLine, TitleLine } from '../../shared/sync/reader-views.ts';
import type { Dice } from './dice.ts';
import { SEARCHED } from './people.ts';
import type { Phone } from './people.ts';
import type { Reply } from './reader-api.ts';

/** How likely each is, at every visit. */
const LENDING_CHANCES = { renew: 0.3, borrow: 0.08, hold: 0.12, cancel: 0.03, pass: 0.1 };

const SEARCHES = 3;

/** What the acts of a visit are made from. */
export interface Lending {
  phone: Phone;
  dice: Dice;
  /** Somebody else of the campus, who would read the same. */
  friend: () => Phone;
  campus: string;
}

/** What was done: words about it, or the answer that came to nothing; null where nothing was tried. */
export type Did = { said: string; reply: Reply } | null;

const once = (dice: Dice, body: object = {}) => ({ requestId: dice.id(), ...body });

async function loansOf(phone: Phone): Promise<LoanLine[]> {
  const reply = await phone.get('/v1/reader/loans');
  return (reply.body['rows'] ?? []) as LoanLine[];
}

async function renew({ phone, dice }: Lending): Promise<Did> {
  const loan = (await loansOf(phone)).find(({ noRenewal }) => noRenewal === null);
  if (!loan) return null;
  const reply = await phone.post(`/v1/reader/loans/${loan.id}/renew`, once(dice));
  return { said: `renewed 《${loan.title}》`, reply };
}

/** A title of which some holds; a few searches, then the reader gives it up. */
async function someTitle(
  { phone, dice }: Lending,
  fits: (title: TitleLine) => boolean,
): Promise<TitleLine | null> {
  for (let turn = 0; turn < SEARCHES; turn += 1) {
    const text = encodeURIComponent(dice.pick(SEARCHED));
    const reply = await phone.get(`/v1/reader/titles?limit=50&text=${text}`);
    const found = ((reply.body['rows'] ?? []) as TitleLine[]).filter(fits);
    if (found.length > 0) return dice.pick(found);
  }
  return null;
}

async function borrow(lending: Lending): Promise<Did> {
  const { phone, dice, campus } = lending;
  const title = await someTitle(lending, ({ available }) => available > 0);
  if (!title) return null;
  const seen = await phone.get(`/v1/reader/titles/${title.id}`);
  const copies = ((seen.body['copies'] ?? []) as CopyLine[]).filter(
    (copy) => copy.status === 'on_shelf' && copy.campus === campus,
  );
  if (copies.length === 0) return null;
  const { barcode } = dice.pick(copies);
  const reply = await phone.post('/v1/reader/loans', once(dice, { barcode }));
  return { said: `borrowed ${barcode} by phone 《${title.title}》`, reply };
}

async function placeHold(lending: Lending): Promise<Did> {
  const { phone, dice } = lending;
  const title = await someTitle(lending, ({ copies, available }) => copies > 0 && available === 0);
  if (!title) return null;
  const reply = await phone.post('/v1/reader/holds', once(dice, { titleId: title.id }));
  return { said: `waits for 《${title.title}》`, reply };
}

async function cancelHold({ phone, dice }: Lending): Promise<Did> {
  const reply = await phone.get('/v1/reader/holds');
  const [hold] = (reply.body['rows'] ?? []) as HoldLine[];
  if (!hold) return null;
  const done = await phone.post(`/v1/reader/holds/${hold.id}/cancel`, once(dice));
  return { said: `waits no longer for 《${hold.title}》`, reply: done };
}

/** The friend stands by and types the code; now and then nobody does, and the offer runs out. */
async function passOn({ phone, dice, friend }: Lending): Promise<Did> {
  const loan = (await loansOf(phone)).find(({ noOffer }) => noOffer === null);
  const other = friend();
  if (!loan || other.card === phone.card) return null;
  const offered = await phone.post(`/v1/reader/loans/${loan.id}/offer`, once(dice));
  const said = `offers 《${loan.title}》`;
  if (offered.status !== 200 || dice.chance(0.2)) return { said, reply: offered };
  const { code } = offered.body;
  const reply = await other.post('/v1/reader/transfers/accept', once(dice, { code }));
  return { said: `passed 《${loan.title}》 on`, reply };
}

const ACTS: Record<keyof typeof LENDING_CHANCES, (lending: Lending) => Promise<Did>> = {
  renew,
  borrow,
  hold: placeHold,
  cancel: cancelHold,
  pass: passOn,
};

/** Does what the dice say, one thing at most of each kind. */
export async function* lendingOf(lending: Lending): AsyncGenerator<Exclude<Did, null>> {
  for (const [name, act] of Object.entries(ACTS)) {
    if (!lending.dice.chance(LENDING_CHANCES[name as keyof typeof ACTS])) continue;
    const did = await act(lending);
    if (did) yield did;
  }
}
