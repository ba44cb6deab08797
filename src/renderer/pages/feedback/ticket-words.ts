// How states and subjects of tickets look.

import type { Bilingual } from '../../../shared/library/entities.ts';
import { FEEDBACK_CATEGORIES } from '../../../shared/library/feedback.ts';
import type { Feedback } from '../../../shared/library/feedback.ts';
import { CATEGORY_WORDS } from '../../../shared/words/voice-words.ts';
import type { ChipKind } from '../../ui/status-chip.vue';

/** The chip of each state. */
export const STATE_CHIPS: Record<Feedback['state'], ChipKind> = {
  new: 'pending',
  taken: 'in_progress',
  answered: 'done',
  reopened: 'attention',
  closed: 'cancelled',
};

/** Subject of a ticket; one from before there were subjects is of the last kind. */
export function categoryOf({ category }: Feedback): Bilingual {
  const known = FEEDBACK_CATEGORIES.find((each) => each === category);
  return CATEGORY_WORDS[known ?? 'other'];
}
