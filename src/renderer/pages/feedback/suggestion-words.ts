// How states of suggestions look.

import type { Suggestion } from '../../../shared/library/circulation-rows.ts';
import type { ChipKind } from '../../ui/status-chip.vue';

/** The chip of each state. */
export const SUGGESTION_CHIPS: Record<Suggestion['state'], ChipKind> = {
  sent: 'pending',
  accepted: 'in_progress',
  ordered: 'paused',
  arrived: 'done',
  declined: 'rejected',
  withdrawn: 'cancelled',
};
