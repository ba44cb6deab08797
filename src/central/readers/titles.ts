// Titles with their copies as readers see them: how many can be had where, and what each copy is doing.

import { copyStatusOf } from '../../shared/library/copy-status.ts';
import { standingOf } from '../../shared/library/review-standing.ts';
import type { ReviewStanding } from '../../shared/library/review-standing.ts';
import { shelfKeys } from '../../shared/library/shelf-keys.ts';
import type { Bilingual, Copy, Place, Title } from '../../shared/library/entities.ts';
import type { Settings } from '../../shared/queues/world/world.ts';
import type { CopyLine, TitleLine, TitlesAnswer } from '../../shared/sync/reader-views.ts';
import { COMMON_WORDS } from '../../shared/words/index.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { ReaderContext } from './reader-context.ts';
import type { TitleSearch } from './title-search.ts';

const NOWHERE: Bilingual = { zh: '–', en: '–' };

/** Copies that readers are not told of: they never come back. */
const GONE: ReadonlySet<string> = new Set(['withdrawn', 'lost']);

function statusText(status: string): Bilingual {
  return {
    zh: COMMON_WORDS.zh.copyStatus[status] ?? status,
    en: COMMON_WORDS.en.copyStatus[status] ?? status,
  };
}

/** Live copies of titles, by title, in the order of campus, shelf and barcode. */
export async function copiesOf(
  { rows }: ReaderContext,
  titleIds: readonly string[],
  settings: Settings,
): Promise<Map<string, CopyLine[]>> {
  const byTitle = await rows.lists('copiesOfTitle', titleIds);
  const copies = [...byTitle.values()].flat().filter((copy) => !GONE.has(copy.status));
  const copyIds = copies.map(({ id }) => id);
  const loans = await rows.lists('openLoanOf', copyIds);
  const custodies = await rows.lists('openCustodyOf', copyIds);
  const holderOf = (copyId: string) => custodies.get(copyId)?.[0]?.requestId ?? null;
  const holders = await rows.get('request', copyIds.map(holderOf));
  const lineOf = (copy: Copy): CopyLine => {
    const home = settings.place(copy.home);
    const loan = loans.get(copy.id)?.[0];
    const holder = holderOf(copy.id);
    const status = copyStatusOf(copy, {
      isLent: loan !== undefined,
      holderState: holder === null ? null : (holders.get(holder)?.state ?? null),
      homeLends: home?.lendable !== false,
    });
    return {
      id: copy.id,
      barcode: copy.barcode,
      volume: copy.volume,
      callNumber: copy.callNumber,
      campus: home?.campus ?? '',
      campusName: nameOf(settings, home?.campus),
      collection: home?.name ?? NOWHERE,
      status,
      statusText: statusText(status),
      dueOn: loan ? settings.calendars.dayOf(loan.dueOn) : null,
    };
  };
  const found = new Map<string, CopyLine[]>(titleIds.map((id) => [id, []]));
  const keys = new Map(copies.map((copy) => [copy.id, shelfKeys(settings).ofCopy(copy)]));
  const keyOf = ({ id, barcode }: Copy) => `${keys.get(id)}\u0000${barcode}`;
  const order = (a: Copy, b: Copy) => (keyOf(a) < keyOf(b) ? -1 : 1);
  for (const copy of copies.toSorted(order)) found.get(copy.titleId)?.push(lineOf(copy));
  return found;
}

function nameOf(settings: Settings, placeId: string | undefined): Bilingual {
  const place: Place | undefined = placeId === undefined ? undefined : settings.place(placeId);
  return place?.name ?? NOWHERE;
}

/** A title in a list, from its live copies and the standing of its reviews. */
export function titleLine(
  title: Title,
  copies: readonly CopyLine[],
  standing: ReviewStanding,
): TitleLine {
  const byCampus = new Map<string, TitleLine['byCampus'][number]>();
  for (const { campus, campusName: name, status } of copies) {
    const at = byCampus.get(campus) ?? { campus, name, held: 0, available: 0 };
    at.held += 1;
    if (status === 'on_shelf') at.available += 1;
    byCampus.set(campus, at);
  }
  const { id, title: name, author, publisher, year, isbn, callNumber } = title;
  const available = copies.filter(({ status }) => status === 'on_shelf').length;
  return {
    id,
    title: name,
    author,
    publisher,
    year,
    isbn,
    callNumber,
    copies: copies.length,
    available,
    byCampus: [...byCampus.values()],
    ...standing,
  };
}

/** One page of a search. */
export async function searchTitles(
  context: ReaderContext,
  search: TitleSearch,
  ask: { text: string; offset: number; limit: number },
): Promise<TitlesAnswer> {
  const { ids, more, complete } = await search.find(ask.text);
  const page = ids.slice(ask.offset, ask.offset + ask.limit);
  const { settings } = await context.env();
  const titles = await context.rows.get('title', page);
  const copies = await copiesOf(context, page, settings);
  const reviews = await context.rows.lists('reviewsOfTitle', page);
  const rows = page.flatMap((id) => {
    const title = titles.get(id);
    if (!title) return [];
    return [titleLine(title, copies.get(id) ?? [], standingOf(reviews.get(id) ?? []))];
  });
  return { rows, total: ids.length, more, complete };
}

/** A title with each of its copies. */
export async function titleOf(
  context: ReaderContext,
  id: string,
): Promise<{ title: TitleLine; copies: CopyLine[] } | Failure> {
  const title = await context.rows.one('title', id);
  if (!title) return failure(404, 'not_found', { kind: 'title' });
  const { settings } = await context.env();
  const copies = (await copiesOf(context, [id], settings)).get(id) ?? [];
  const standing = standingOf(await context.rows.list('reviewsOfTitle', id));
  return { title: titleLine(title, copies, standing), copies };
}
