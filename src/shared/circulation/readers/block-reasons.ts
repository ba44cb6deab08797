// Why a library blocks a reader: codes that rows hold, worded where they are read.

/** Codes in the order in which they are offered. */
export const BLOCK_REASONS = [
  'card_lost',
  'fines_unpaid',
  'long_overdue',
  'damage_open',
  'misconduct',
  'documents_missing',
  'other_reason',
] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** Whether a text is one of them. */
export function isBlockReason(text: unknown): text is BlockReason {
  return BLOCK_REASONS.some((each) => each === text);
}
