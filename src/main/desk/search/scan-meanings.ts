// Everything that rows answer to a scan: each reading of it with what it would open.

import type { ScanMeaning, ScanPick } from '../../../shared/desk-contract.ts';
import type { ScanReading } from '../../../shared/devices/scan-meaning.ts';
import type { Place, Reader, Title } from '../../../shared/library/entities.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import type { DetailSource } from '../queues/detail.ts';
import { holdingsByBarcode } from './holdings.ts';
import type { HoldingView } from './holdings.ts';
import { readerByCard } from './readers.ts';
import { findTitles, titlesById } from './titles.ts';

/** Editions that may share an ISBN. */
const MOST_TITLES = 20;

/** A reading that rows answer. */
export type Meaning =
  | { kind: 'copy'; id: string; holding: HoldingView }
  | { kind: 'reader'; id: string; reader: Reader }
  | { kind: 'title'; id: string; titles: Title[]; first: Title }
  | { kind: 'place'; id: string; place: Place };

/** Readers are for whoever serves them. */
export function mayServe(source: DetailSource): boolean {
  return mayDo('reader.reveal', source.looker.actor);
}

async function answersTo(source: DetailSource, reading: ScanReading): Promise<Meaning[]> {
  switch (reading.kind) {
    case 'copy': {
      const holdings = await holdingsByBarcode(source.reads, reading.barcode, null);
      return holdings.map((holding) => ({ kind: 'copy', id: holding.copy.id, holding }));
    }
    case 'card': {
      const reader = await readerByCard(source.reads, source.env.cardHash(reading.card));
      return reader ? [{ kind: 'reader', id: reader.id, reader }] : [];
    }
    case 'isbn': {
      const titles = await findTitles(source.reads, reading.isbn, MOST_TITLES);
      const [first] = titles;
      return first ? [{ kind: 'title', id: reading.isbn, titles, first }] : [];
    }
    case 'place':
    case 'crate':
    case 'bag': {
      const place = source.env.settings.placeByCode(reading.code);
      return place ? [{ kind: 'place', id: place.id, place }] : [];
    }
    default:
      return [];
  }
}

/** What the readings mean here, the likeliest first and each thing once; a reader may be among them. */
export async function meaningsOf(
  source: DetailSource,
  readings: readonly ScanReading[],
): Promise<Meaning[]> {
  const meanings: Meaning[] = [];
  for (const reading of readings) {
    for (const meaning of await answersTo(source, reading)) {
      const known = meanings.some(({ kind, id }) => kind === meaning.kind && id === meaning.id);
      if (!known) meanings.push(meaning);
    }
  }
  return meanings;
}

/** The meaning that a person picked. */
export function pickedOf(meanings: readonly Meaning[], pick: ScanPick): Meaning | undefined {
  return meanings.find(({ kind, id }) => kind === pick.kind && id === pick.id);
}

function told(meaning: Meaning, titles: ReadonlyMap<string, Title>): ScanMeaning {
  const { id } = meaning;
  switch (meaning.kind) {
    case 'copy': {
      const { copy, collection } = meaning.holding;
      const title = titles.get(copy.titleId)?.title ?? '';
      const { barcode, callNumber } = copy;
      return { kind: 'copy', id, barcode, title, callNumber, collection };
    }
    case 'reader': {
      const { nameMasked, cardMasked } = meaning.reader;
      return { kind: 'reader', id, nameMasked, cardMasked };
    }
    case 'title': {
      const { first, titles: all } = meaning;
      const more = all.length - 1;
      return { kind: 'title', id, titleId: first.id, title: first.title, more };
    }
    default: {
      const { code, name, kind: placeKind } = meaning.place;
      return { kind: 'place', id, code, name, placeKind };
    }
  }
}

/** The meanings as a person is asked about them. */
export async function toldMeanings(
  source: DetailSource,
  meanings: readonly Meaning[],
): Promise<ScanMeaning[]> {
  const ids = meanings.flatMap((each) => (each.kind === 'copy' ? [each.holding.copy.titleId] : []));
  const titles = await titlesById(source.reads, [...new Set(ids)]);
  return meanings.map((meaning) => told(meaning, titles));
}
