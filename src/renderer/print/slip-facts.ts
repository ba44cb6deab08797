// What a slip says, as data: the largest line, the codes that are scanned, and the lines of small print.

import type { RequestDetail } from '../../shared/desk-contract.ts';
import type { Place } from '../../shared/library/entities.ts';
import type { SlipName } from '../../shared/rounds/slips.ts';

/** Words by the name of a line; the sheet puts ids and instants into words. */
export type SlipLine =
  | { word: string; text: string }
  | { word: string; place: string }
  | { word: string; until: string };

/** A slip before it is laid out. */
export interface SlipFacts {
  /** What is read from two metres away: a call number, a campus, a slot of the hold shelf. */
  big: SlipLine;
  lines: SlipLine[];
  /** Codes to scan; the copy's first. */
  codes: { kind: 'code128' | 'qr'; text: string }[];
}

const field = (detail: RequestDetail, name: string): string => {
  const value = detail.line.request.fields[name];
  return typeof value === 'string' ? value : '';
};

function text(word: string, value: string | null | undefined): SlipLine[] {
  return value ? [{ word, text: value }] : [];
}

const place = (word: string, id: string | null): SlipLine[] =>
  id === null || id === '' ? [] : [{ word, place: id }];

/** Who it is for, masked as everybody sees a reader. */
function readerLines({ reader }: RequestDetail): SlipLine[] {
  return reader ? [...text('reader', reader.nameMasked), ...text('card', reader.cardMasked)] : [];
}

function bookLines({ line, title, copy, home }: RequestDetail): SlipLine[] {
  return [
    ...text('title', line.title),
    ...text('author', title?.author),
    ...text('volume', copy?.volume),
    ...place('collection', home?.id ?? null),
  ];
}

function wayLines(detail: RequestDetail, from: Place | undefined): SlipLine[] {
  return [
    ...text('crate_code', field(detail, 'crate')),
    ...place('from', from?.campus ?? null),
    ...text('call_number', detail.line.callNumber),
  ];
}

function deliveryLines(detail: RequestDetail): SlipLine[] {
  return [
    ...place('address', field(detail, 'address')),
    ...text('slot', field(detail, 'slot')),
    ...text('bag', field(detail, 'bag')),
    ...readerLines(detail),
    ...text('call_number', detail.line.callNumber),
  ];
}

function holdLines(detail: RequestDetail): SlipLine[] {
  const until = field(detail, 'readyUntil');
  return [
    ...readerLines(detail),
    ...(until === '' ? [] : [{ word: 'until', until }]),
    ...text('call_number', detail.line.callNumber),
  ];
}

/** What the slip of a request says. */
export function slipFacts(detail: RequestDetail, slip: SlipName): SlipFacts {
  const { line, home, shelf } = detail;
  const { request } = line;
  const callNumber: SlipLine = { word: 'call_number', text: line.callNumber || '–' };
  const target: SlipLine = { word: 'to', place: request.targetCampus ?? request.campus };
  // The `slot` of a delivery is when it was to be brought; only its `holdSlot` is a place.
  const held = field(detail, 'holdSlot');
  const slot: SlipLine = {
    word: 'hold_slot',
    place: request.queue === 'delivery' ? held : held || field(detail, 'slot'),
  };
  const parts: Record<SlipName, [SlipLine, SlipLine[]]> = {
    pull: [
      callNumber,
      [
        ...text('place', shelf?.code),
        ...text('floor', shelf?.floor ?? home?.floor),
        ...(request.queue === 'reallocation' ? [target] : []),
        ...text('needed_by', field(detail, 'neededBy')),
      ],
    ],
    transit: [target, wayLines(detail, home ?? undefined)],
    reroute: [target, wayLines(detail, home ?? undefined)],
    return: [{ word: 'to', place: home?.id ?? request.campus }, wayLines(detail, undefined)],
    hold: [slot, holdLines(detail)],
    delivery: [
      field(detail, 'bag') === '' ? callNumber : { word: 'bag', text: field(detail, 'bag') },
      deliveryLines(detail),
    ],
  };
  const [big, lines] = parts[slip];
  const bag = field(detail, 'bag');
  return {
    big,
    lines: [...lines, ...bookLines(detail)],
    codes: [
      ...(line.barcode === null ? [] : [{ kind: 'code128' as const, text: line.barcode }]),
      { kind: 'qr', text: slip === 'delivery' && bag !== '' ? bag : request.code },
    ],
  };
}
