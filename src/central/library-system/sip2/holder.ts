// With whom a copy is there: by the name that the system gives, else by what it lists of the reader.

import type { CopyThere, LoanOrder, SystemFault } from '../port.ts';
import { copyThere, isStrange, readerThere } from './asking.ts';
import type { Desk } from './asking.ts';
import { isAmong, isSame } from './readings.ts';

/** What has to be known of a reader to find a copy that is charged to them. */
export type Asked = Pick<LoanOrder, 'barcode' | 'card' | 'former' | 'whose'>;

/** `card` is the one under which the reader has it; `unclear`: it is charged, and nothing tells to whom. */
export type Holder =
  | { is: 'reader'; card: string }
  | { is: 'nobody' }
  | { is: 'another' }
  | { is: 'unclear' };

/** By name; null for one that is no card here: systems give numbers of their own, or put signs before a card. */
async function byName({ card, former, whose }: Asked, named: string): Promise<Holder | null> {
  if (isSame(named, card)) return { is: 'reader', card };
  const is = await whose(named.trim());
  if (is === 'another') return { is };
  const isOurs = is === 'reader' || former.some((each) => isSame(each, named));
  return isOurs ? { is: 'reader', card: named.trim() } : null;
}

/** By what is listed under every card that the reader has, or had; a list that may lack something proves nothing. */
async function byList(desk: Desk, asked: Asked, copy: CopyThere): Promise<Holder | SystemFault> {
  const { barcode, card, former } = asked;
  if (card === '' || desk.terms.abilities?.includes('patron_information') === false) {
    return { is: 'unclear' };
  }
  let isWhole = true;
  for (const each of [card, ...former]) {
    const reader = await readerThere(desk, each);
    if (reader.is === 'fault' && isStrange(reader)) return { is: 'unclear' };
    if (reader.is === 'fault') return reader;
    const { valid, charged, copies } = reader.value;
    if (isAmong(copies, { ...copy, barcode })) return { is: 'reader', card: each };
    isWhole &&= valid && copies.length >= charged;
  }
  return { is: isWhole ? 'another' : 'unclear' };
}

/** Who has a copy of which item information was asked. */
export async function holderOf(
  desk: Desk,
  asked: Asked,
  copy: CopyThere,
): Promise<Holder | SystemFault> {
  if (copy.state !== 'charged') return { is: 'nobody' };
  const named = copy.card === null ? null : await byName(asked, copy.card);
  return named ?? byList(desk, asked, copy);
}

/** Who has a copy, and until when; a fault where that cannot be known. */
export async function whoHas(
  desk: Desk,
  asked: Asked,
): Promise<(Holder & Pick<CopyThere, 'due'>) | SystemFault> {
  const copy = await copyThere(desk, asked.barcode);
  if (copy.is === 'fault') return copy;
  const holder = await holderOf(desk, asked, copy.value);
  return holder.is === 'fault' ? holder : { ...holder, due: copy.value.due };
}
