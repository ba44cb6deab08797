// Where the copies of titles are right now: live status from copy, open loan and open custody.

import { sql } from 'kysely';
import { copyStatusOf } from '../../../shared/library/copy-status.ts';
import type { Bilingual, Copy } from '../../../shared/library/entities.ts';
import { fromStored } from '../db/columns.ts';
import type { Reads } from '../db/transact.ts';

/** One copy with its live status. */
export interface HoldingView {
  copy: Copy;
  collection: Bilingual;
  campus: string;
  seenPlace: Bilingual | null;
  /** Code of `copyStatus` in shared/words. */
  status: string;
  /** Due date of the open loan. */
  dueOn: string | null;
}

interface Stored extends Record<string, unknown> {
  loanDue: string | null;
  holderState: string | null;
  homeName: string | null;
  homeCampus: string | null;
  homeLendable: number | null;
  placeName: string | null;
}

const NOWHERE: Bilingual = { zh: '–', en: '–' };

function nameOf(json: string | null): Bilingual | null {
  return json === null ? null : (JSON.parse(json) as Bilingual);
}

function toHolding(stored: Stored): HoldingView {
  const copy = fromStored('copy', stored);
  return {
    copy,
    collection: nameOf(stored.homeName) ?? NOWHERE,
    campus: stored.homeCampus ?? '',
    seenPlace: nameOf(stored.placeName),
    status: copyStatusOf(copy, {
      isLent: stored.loanDue !== null,
      holderState: stored.holderState,
      homeLends: stored.homeLendable !== 0,
    }),
    dueOn: stored.loanDue,
  };
}

async function select(db: Reads, where: ReturnType<typeof sql>): Promise<HoldingView[]> {
  const { rows } = await sql<Stored>`
    select copy.*, loan."dueOn" as "loanDue", holder.state as "holderState",
      home.name as "homeName", home.campus as "homeCampus", home.lendable as "homeLendable",
      seen.name as "placeName"
    from copy
      left join loan on loan."copyId" = copy.id and loan."closedOn" is null
      left join custody on custody."copyId" = copy.id and custody."until" is null
      left join request as holder on holder.id = custody."requestId"
      left join place as home on home.id = copy.home
      left join place as seen on seen.id = copy."seenAt"
    where ${where}
    order by home.campus, copy."shelfKey", copy.barcode
  `.execute(db);
  return rows.map(toHolding);
}

/** Copies of these titles, in campus and shelf order. */
export async function holdingsOfTitles(db: Reads, titleIds: string[]): Promise<HoldingView[]> {
  return titleIds.length === 0 ? [] : select(db, sql`copy."titleId" in (${sql.join(titleIds)})`);
}

/** Copies by barcode, by its beginning when `begins` is set (at most `limit`). */
export async function holdingsByBarcode(
  db: Reads,
  barcode: string,
  begins: { limit: number } | null,
): Promise<HoldingView[]> {
  if (begins === null) return select(db, sql`copy.barcode = ${barcode}`);
  const end = `${barcode}\u{10ffff}`;
  const ids = await sql<{ id: string }>`
    select id from copy where barcode >= ${barcode} and barcode < ${end} order by barcode limit ${begins.limit}
  `.execute(db);
  if (ids.rows.length === 0) return [];
  return select(db, sql`copy.id in (${sql.join(ids.rows.map((row) => row.id))})`);
}
