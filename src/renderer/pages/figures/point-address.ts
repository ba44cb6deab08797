// Which bar or point is open, as it stands in the address: figure, series, category.

import type { CardSpec } from './sections.ts';

/** A bar or point of a card. */
export interface PointAddress {
  card: string;
  series: string;
  category: string;
}

/** A card by what makes it that card. */
export function cardKey({ figure, queue, span, grain }: CardSpec): string {
  return [figure, queue ?? '', span ?? '', grain ?? ''].join('.');
}

/** The text of the address. */
export function pointText({ card, series, category }: PointAddress): string {
  return [card, series, category].join('/');
}

/** Reads it; null for anything else. A category may hold any sign. */
export function pointOfText(text: unknown): PointAddress | null {
  if (typeof text !== 'string') return null;
  const [card = '', series = '', ...category] = text.split('/');
  return card === '' || category.length === 0
    ? null
    : { card, series, category: category.join('/') };
}
