// What loans and messages of every queue have in common: the card as evidence, the open loan, the title's words.

import { millis } from '../../shared/lib/time.ts';
import { loanEnd } from '../circulation.ts';
import type { CopyPlan } from '../copies.ts';
import { idOf } from '../dice.ts';
import type { Book } from './book.ts';
import type { CampusLetter } from '../places.ts';
import { someone } from './stage.ts';
import type { Stage } from './stage.ts';
import { NOW } from './story-parts.ts';
import type { Story } from './story-parts.ts';

/** The title, as sentences about a request need it. */
export function titleFacts(stage: Stage, copy: CopyPlan): { title: string } {
  return { title: stage.titles.row(copy.titleIndex).title };
}

/** The hash of the asker's card, as an event keeps it. */
export function cardOf(stage: Stage, readerIndex: number | null): string {
  return readerIndex === null ? '' : stage.cardHash(stage.readers.card(readerIndex));
}

/** A copy on its way onto the hold shelf, where it waits three open days for its asker. */
export interface Shelved {
  stage: Stage;
  story: Story;
  copy: CopyPlan;
  campus: CampusLetter;
  /** Minutes that it lies at the desk before. */
  after: readonly [number, number];
  /** Message to the asker. */
  notice: string;
}

/** Onto the hold shelf for the asker. */
export function ontoHoldShelf(
  { stage, story, copy, campus, after, notice }: Shelved,
  slotCode?: string,
): void {
  const by = someone(stage, story.dice, 'desk', campus);
  const code = slotCode ?? `${campus}H1-${String(story.dice.between(1, 24)).padStart(2, '0')}`;
  const slot = stage.places.byCode(code);
  story.pass(by, after);
  const calendar = stage.calendars.ofCampus(stage.places.campus(campus));
  const readyUntil = stage.calendars.addOpenDays(calendar, story.now(), 3);
  const day = stage.calendars.dayOf(readyUntil);
  story.act('hold_for_pickup', {
    by,
    to: 'ready',
    after: NOW,
    scan: true,
    place: slot,
    patch: { fields: { slot: slot.id, readyUntil } },
    facts: { slot: code, place: slot.id, day },
    notice,
    noticeFacts: { ...titleFacts(stage, copy), day, campus: slot.campus, slot: code },
  });
}

/** An open loan that a story ended with, unless it has come back since. */
export function lendRow(
  stage: Stage,
  book: Book,
  story: Story,
  copyId: string,
  readerId: string,
  index: number,
  channel: 'desk' | 'delivery',
): void {
  const lentOn = story.now();
  if (lentOn < '2018-05-08T00:00:00.000Z') return;
  book.loans.push({
    id: idOf(stage.seed, 'loan', 0x0800_0000 + index),
    ver: 1,
    copyId,
    readerId,
    lentOn,
    dueOn: loanEnd(millis(lentOn), 30),
    channel,
    requestId: story.id,
    closedOn: null,
    charge: null,
  });
}
