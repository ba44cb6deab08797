// Which desks may hold the private text around a request: those of the campuses that it concerns, while it is open.

import type { Request } from '../queues/request.ts';

/** Whether a desk of that campus holds the private text of a request: notes, the reader's words, name and contact. */
export function holdsText(
  campus: string,
  request: Pick<Request, 'campus' | 'targetCampus' | 'endedOn'>,
): boolean {
  return request.endedOn === null && (request.campus === campus || request.targetCampus === campus);
}
