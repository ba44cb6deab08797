// The rows of a reader: what everybody may see, masked, and the private text beside it.

import { maskName, maskNumber } from '../../library/masks.ts';
import type { PrivateRow, Reader } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { LEDGER_POLICY } from '../loans/ledger.ts';
import type { NewReader, ReaderChange } from './reader-input.ts';

/** A reader row without what is left out of it. */
function withExpiry(reader: Reader, expiresOn: string | null | undefined): Reader {
  if (expiresOn === undefined) return reader;
  const { expiresOn: _, ...rest } = reader;
  return expiresOn === null ? rest : { ...rest, expiresOn };
}

/** The rows of a new reader. */
export function newRows(
  run: Run,
  id: string,
  input: NewReader,
): { reader: Reader; text: PrivateRow } {
  const { card, name, phone, email, category, campus, expiresOn } = input;
  const reader: Reader = {
    id,
    ver: 0,
    cardHash: run.env.cardHash(card),
    cardMasked: maskNumber(card),
    nameMasked: maskName(name),
    category,
    campus,
    status: 'active',
    registeredOn: run.at,
    pastReadFirsts: 0,
    onTimeReturns: 0,
  };
  return { reader: withExpiry(reader, expiresOn), text: { id, ver: 0, name, card, phone, email } };
}

/** A stored expiry (`expired` in rows of earlier bases) ends with a later last day. */
function revived(run: Run, reader: Reader): Reader {
  const renewed = reader.expiresOn === undefined || reader.expiresOn >= run.today;
  return reader.status === 'expired' && renewed ? { ...reader, status: 'active' } : reader;
}

/** The row after a change; masks follow from the text. */
export function changedReader(run: Run, reader: Reader, change: ReaderChange): Reader {
  const { card, name, category, campus, expiresOn } = change;
  const changed: Reader = {
    ...reader,
    ...(card === undefined
      ? {}
      : { cardHash: run.env.cardHash(card), cardMasked: maskNumber(card) }),
    ...(name === undefined ? {} : { nameMasked: maskName(name) }),
    ...(category === undefined ? {} : { category }),
    ...(campus === undefined ? {} : { campus }),
  };
  return expiresOn === undefined ? changed : revived(run, withExpiry(changed, expiresOn));
}

/**
 * The private text after a change; null where nothing of it changes, or where it is not held here (a desk of a service
 * holds it for open requests only: the service has the whole of it and decides again).
 */
export function changedText(
  before: PrivateRow | undefined,
  id: string,
  { card, name, phone, email }: ReaderChange,
): PrivateRow | null {
  const whole = card !== undefined && name !== undefined;
  if (!before && !whole) return null;
  const text = before ?? { id, ver: 0, name: '', card: '', phone: '', email: '' };
  const after = {
    ...text,
    name: name ?? text.name,
    card: card ?? text.card,
    phone: phone ?? text.phone,
    email: email ?? text.email,
  };
  return JSON.stringify(after) === JSON.stringify(text) && before ? null : after;
}

/** Former cards that are kept of one reader. */
const MOST_FORMER = 8;

/** The text with cards that were given up for the reader's own, where another system may have charged something to them. */
export function withFormer(
  { env }: Pick<Run, 'env'>,
  text: PrivateRow,
  given: readonly string[],
): PrivateRow {
  if (env.settings.policies.text(LEDGER_POLICY) === 'built_in') return text;
  const known = new Set([...(text.formerCards ?? []), ...given]);
  const formerCards = [...known].filter((card) => card !== '' && card !== text.card);
  return formerCards.length === 0
    ? text
    : { ...text, formerCards: formerCards.slice(-MOST_FORMER) };
}

/** Whether two rows of a reader say the same. */
export function isSameReader(a: Reader, b: Reader): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Reader>;
  return [...keys].every((key) => a[key] === b[key]);
}
