// The look of a copy's live status.

import type { ChipKind } from './status-chip.vue';

const KINDS: Record<string, ChipKind> = {
  on_shelf: 'good',
  reference: 'good',
  on_loan: 'in_progress',
  in_custody: 'in_progress',
  in_transit: 'in_progress',
  on_hold_shelf: 'in_progress',
  missing: 'wrong',
  lost: 'wrong',
  withdrawn: 'cancelled',
  in_repair: 'attention',
  provisional: 'attention',
};

/** Chip of a live status code; an unknown one is plain. */
export function statusKind(status: string): ChipKind {
  return KINDS[status] ?? 'plain';
}
