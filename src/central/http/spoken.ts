// Whoever calls for readers or booksellers gets a sentence with every failure, wherever in the service it was made.

import type { Failure } from '../failure.ts';
import { READERS } from '../readers/refused.ts';
import { VENDORS } from '../vendors/refused.ts';

/** The failure with its sentence where the path is one of theirs; any other failure as it is. */
export function spoken(url: string, failed: Failure): Failure {
  const ofReaders = url.startsWith('/v1/reader/');
  if (failed.body.text !== undefined || (!ofReaders && !url.startsWith('/v1/vendor/'))) {
    return failed;
  }
  const { code, facts } = failed.body;
  const { text } = (ofReaders ? READERS : VENDORS).told(code, facts);
  return { ...failed, body: { ...failed.body, text } };
}
