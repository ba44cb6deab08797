// A refusal as a bookseller is told of it.

import { VENDOR_REFUSALS } from '../../shared/words/vendor-words.ts';
import { tellerWith } from '../told.ts';

/** What colleagues did meanwhile, other requests for the book, and the library's money are not a house's to know. */
const OF_LIBRARY = /^(?:changed|(?:by|until|leader|leaderState|child|fund|free|lastDay|holds)$)/u;

/** Tells booksellers. */
export const VENDORS = tellerWith(VENDOR_REFUSALS, OF_LIBRARY);
