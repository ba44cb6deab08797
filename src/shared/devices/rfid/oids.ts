// The data elements of ISO 28560-1 by their number (relative OID): names, and the one table of what a type of usage means.

/** Numbers of elements by name; words for them are the page's. */
export const OIDS = {
  pii: 1,
  content: 2,
  owner: 3,
  set: 4,
  usage: 5,
  shelf: 6,
  onixMedia: 7,
  marcMedia: 8,
  supplier: 9,
  order: 10,
  illBorrower: 11,
  illNumber: 12,
  gs1: 13,
  otherId: 14,
  localA: 15,
  localB: 16,
  title: 17,
  localProduct: 18,
  otherMedia: 19,
  supplyStage: 20,
  invoice: 21,
  otherItem: 22,
  otherOwner: 23,
  subsidiary: 24,
  otherIll: 25,
  localC: 26,
} as const;
/** Type of usage (OID 5) by its high nibble, in ISO 28560-2 and in ISO 28560-3. */
export const USAGES = {
  0: 'acquisition',
  1: 'circulating',
  2: 'not_circulating',
  3: 'local',
  4: 'local',
  6: 'unknown',
  7: 'discarded',
  8: 'patron_card',
  9: 'equipment',
} as const satisfies Record<number, string>;
/** What a tagged thing is used for. */
export type Usage = (typeof USAGES)[keyof typeof USAGES];

/** Usage of a class number; null for numbers without a meaning. */
export function usageOf(number: number): Usage | null {
  return Object.hasOwn(USAGES, number) ? USAGES[number as keyof typeof USAGES] : null;
}

/** A volume in its set: `total` volumes, of which this is number `part`. */
export interface SetInfo {
  total: number;
  part: number;
}

/** Set information (OID 4): the number of volumes and the number of this one, as many digits each; null where it is none. */
export function setInfoOf(text: string): SetInfo | null {
  if (!/^(?:\d\d)+$/u.test(text)) return null;
  const half = text.length / 2;
  const [total, part] = [Number(text.slice(0, half)), Number(text.slice(half))];
  return total >= 1 && part >= 1 && part <= total ? { total, part } : null;
}

/** The digits of set information, at least two each. */
export function setInfoText({ total, part }: SetInfo): string {
  const digits = Math.max(2, String(total).length);
  return `${String(total).padStart(digits, '0')}${String(part).padStart(digits, '0')}`;
}
