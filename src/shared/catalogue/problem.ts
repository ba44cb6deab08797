// What an import says about a record that it does not take, or takes with a reservation.

import type { Facts } from '../lib/result.ts';

/**
 * Codes with the names of their facts; sentences are in `words/catalogue-words`. `refused` keeps the record out,
 * `copy` one copy of it, `noted` keeps nothing out.
 */
export const CATALOGUE_PROBLEMS = {
  /** The file ends in the middle of a record, or another one begins there. */
  cut: { level: 'refused', facts: ['bytes'] },
  /** No end of a record within what can be one. */
  endless: { level: 'refused', facts: ['bytes'] },
  bad_leader: { level: 'refused', facts: ['leader'] },
  /** The directory does not fit what follows it. */
  bad_directory: { level: 'refused', facts: ['declared', 'bytes'] },
  /** No text in the encoding of the file. */
  bad_text: { level: 'refused', facts: ['encoding'] },
  /** Text in MARC-8, which the leader says too. */
  marc8: { level: 'refused', facts: [] },
  no_title: { level: 'refused', facts: [] },
  /** Two records with one control number and different titles. */
  control_number_twice: { level: 'refused', facts: ['control', 'first'] },
  /** A quotation mark that is opened and never closed. */
  open_quote: { level: 'refused', facts: ['bytes'] },
  no_barcode: { level: 'copy', facts: [] },
  bad_barcode: { level: 'copy', facts: ['barcode'] },
  barcode_twice: { level: 'copy', facts: ['barcode', 'first'] },
  barcode_of_other_title: { level: 'copy', facts: ['barcode', 'title'] },
  no_collection: { level: 'copy', facts: ['barcode'] },
  unknown_collection: { level: 'copy', facts: ['barcode', 'collection'] },
  /** The leader names another length; the fields are complete all the same. */
  wrong_length: { level: 'noted', facts: ['declared', 'bytes'] },
  bad_isbn: { level: 'noted', facts: ['isbn'] },
  bad_price: { level: 'noted', facts: ['price'] },
  too_long: { level: 'noted', facts: ['field'] },
  no_call_number: { level: 'noted', facts: ['barcode'] },
  /** The title stood in the file before; only its copies are taken. */
  repeated: { level: 'noted', facts: ['first'] },
} as const satisfies Record<
  string,
  { level: 'refused' | 'copy' | 'noted'; facts: readonly string[] }
>;

/** A code of `CATALOGUE_PROBLEMS`. */
export type ProblemCode = keyof typeof CATALOGUE_PROBLEMS;

/** A reservation about something in a file. */
export interface Problem {
  code: ProblemCode;
  facts: Facts;
}

/** Makes a problem. */
export function problem(code: ProblemCode, facts: Facts = {}): Problem {
  return { code, facts };
}
