// The address to which a page sends a file: a fixed path with a ticket behind it.

import { UPLOAD_PATH } from '../../shared/desk-contract/catalogue.ts';

/** The ticket in a path; undefined where it is another one. */
export function ticketOf(path: string): string | undefined {
  const ticket = path.startsWith(UPLOAD_PATH) ? path.slice(UPLOAD_PATH.length) : '';
  return /^[A-Z0-9]{8,80}$/u.test(ticket) ? ticket : undefined;
}
