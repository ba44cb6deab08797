// Which field of a form a scan belongs to, by what the desk says the code is.

import type { ScanCard } from '../../../shared/desk-contract.ts';
import type { FieldKind } from '../../../shared/queues/queue.ts';
import type { ShownField } from './form-model.ts';

/** What a scan fills in; `sighting` is true where it is the proof that a copy was there. */
export interface ScanFill {
  values: Record<string, string>;
  /** Words for ids that a picker shows, by field name. */
  texts: Record<string, string>;
  sighting: boolean;
}

/** Kinds whose codes the desk does not know beforehand, the likeliest first. */
const UNKNOWN_KINDS: readonly FieldKind[] = [
  'barcode',
  'crate',
  'bag',
  'scan',
  'reader_card',
  'isbn',
  'shelf',
  'hold_slot',
  'text',
];

const NAMED_KINDS: readonly FieldKind[] = ['reader', 'title', 'copy'];

/** Whether a scan may fill a field of this kind. */
export function takesScan(kind: FieldKind): boolean {
  return NAMED_KINDS.includes(kind) || (kind !== 'text' && UNKNOWN_KINDS.includes(kind));
}

/** Fills of a scan, or null when no field of the form takes such a code. */
export function fillsOf(
  shown: readonly ShownField[],
  input: Record<string, unknown>,
  card: ScanCard,
  text: string,
): ScanFill | null {
  const named = (kind: FieldKind) => shown.find((field) => field.spec.kind === kind)?.name;
  const fill = (name: string | undefined, value: string, words = '', sighting = false) =>
    name === undefined
      ? null
      : { values: { [name]: value }, texts: words === '' ? {} : { [name]: words }, sighting };

  switch (card.kind) {
    case 'copy': {
      const { copy } = card.holding;
      const scanned = fill(named('scan'), copy.barcode, '', true);
      if (scanned) return scanned;
      const chosen = fill(named('copy'), copy.id, `${copy.barcode} ${card.title.title}`);
      return chosen ?? fill(named('title'), card.title.id, card.title.title);
    }
    case 'reader':
      return (
        fill(named('reader_card'), text) ??
        fill(named('reader'), card.reader.id, `${card.reader.nameMasked} ${card.reader.cardMasked}`)
      );
    case 'title': {
      const title = card.titles[0];
      return (
        fill(named('isbn'), card.isbn) ??
        (title ? fill(named('title'), title.id, title.title) : null)
      );
    }
    case 'place':
      return (
        fill(named(card.place.kind === 'hold_slot' ? 'hold_slot' : 'shelf'), card.place.code) ??
        fill(named('shelf'), card.place.code)
      );
    case 'unknown': {
      const kind = UNKNOWN_KINDS.find((each) => {
        const name = named(each);
        return name !== undefined && (each === 'scan' || input[name] === undefined);
      });
      return kind === undefined ? null : fill(named(kind), text, '', kind === 'scan');
    }
    case 'choice':
      return null;
  }
}

/** The fill that all meanings which fit have in common; null where none fits, or two differ: that is not guessed. */
export function onlyFill(fills: readonly (ScanFill | null)[]): ScanFill | null {
  const [first, ...others] = fills.filter((fill) => fill !== null);
  const same = (fill: ScanFill) => JSON.stringify(fill.values) === JSON.stringify(first?.values);
  return first && others.every(same) ? first : null;
}
