// What loans and messages of every queue have in common: the card as evidence, the open loan, the title's words.

import { millis } from '../../shared/lib/time.ts';
import { loanEnd } from '../circulation.ts';
import type { CopyPlan } from '../copies.ts';
import { idOf } from '../dice.ts';
import type { Book } from './book.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story-parts.ts';

/** The title, as sentences about a request need it. */
export function titleFacts(stage: Stage, copy: CopyPlan): { title: string } {
  return { title: stage.titles.row(copy.titleIndex).title };
}

/** The hash of the asker's card, as an event keeps it. */
export function cardOf(stage: Stage, readerIndex: number | null): string {
  return readerIndex === null ? '' : stage.cardHash(stage.readers.card(readerIndex));
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
