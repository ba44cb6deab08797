// A refusal as a reader is told of it.

import { READER_FIELDS, READER_FIELD_PROBLEMS } from '../../shared/words/reader-field-words.ts';
import { READER_REFUSALS } from '../../shared/words/reader-words.ts';
import { tellerWith } from '../told.ts';

/** Facts that say what colleagues did meanwhile; a reader is not told of them. */
const OF_STAFF = /^(?:changed|by$)/u;

/** Tells readers. */
export const READERS = tellerWith(READER_REFUSALS, OF_STAFF, {
  names: READER_FIELDS,
  problems: READER_FIELD_PROBLEMS,
});
export const { told, refusal, refusedOf } = READERS;
