// Ids of commands, made by the page so that a resend is the same command.

import { uuidv7 } from '../../shared/lib/ids.ts';

/** A fresh UUIDv7. Real time, not the desk's: an id only has to grow. */
export function newCommandId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
