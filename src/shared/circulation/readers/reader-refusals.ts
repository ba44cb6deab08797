// Codes with which commands about readers are refused, or say something besides, and the facts of each.

/** Codes and the names of their facts; `card` is masked. */
export const READER_REFUSALS = {
  bad_card: ['card'],
  /** Of a table: the numbers of its rows find them, where a mask hides all of a short card. */
  bad_card_in_row: ['row'],
  card_taken: ['card'],
  /** Of somebody who has left; `name` is masked. */
  card_left: ['card', 'name'],
  /** `most`: characters. */
  long_text: ['field', 'most'],
  bad_day: ['field'],
  /** As the table writes it. */
  unknown_day: ['field', 'day'],
  card_rounded: [],
  card_twice: [],
  card_in_rows: ['rows'],
  unknown_category: ['category'],
  /** As the table names it. */
  unknown_campus: ['campus'],
  reader_gone: ['status'],
  not_blocked: [],
  not_left: [],
  departure_open: ['open'],
  merge_same: [],
  told_already: ['at'],
} as const;

/** Codes that come with an accepted command. */
export const READER_REMARKS = {
  reader_back: [],
  requests_suspended: ['requests'],
  block_goes_on: [],
  departure_goes_on: [],
  merge_goes_on: [],
} as const;
