// Sign-in, put together: desks, people, readers, the first administrator, over one kind of session.

import type { AuthParts } from '../service-port.ts';
import { authContext } from './auth-context.ts';
import type { Chance } from './auth-context.ts';
import type { Auth } from './auth-port.ts';
import { createCheckSecret } from './check-secret.ts';
import { deskAuth } from './desks.ts';
import { enrolAuth } from './enrol.ts';
import { firstAdminAuth } from './first-admin.ts';
import { loanCodes } from './loan-codes.ts';
import { peopleAuth } from './people.ts';
import { readerAuth } from './readers.ts';
import { receiptAuth } from './receipts.ts';
import { createSessions } from './sessions.ts';

/** Gives what makes the service's sign-in, with that source of randomness. */
export function authWith(chance: Chance): (parts: AuthParts) => Auth {
  return (parts) => {
    const context = authContext(parts, chance);
    const sessions = createSessions(context);
    const check = createCheckSecret(context);
    return {
      ...enrolAuth(context),
      ...deskAuth(context, sessions),
      ...peopleAuth(context, sessions, check),
      ...readerAuth(context, sessions, check),
      ...firstAdminAuth(context),
      ...receiptAuth(context),
      loanCodes: loanCodes(context),
      who: sessions.who,
      refresh: sessions.refresh,
      async end(session) {
        await sessions.end(session);
        await context.audit('sign_out', null, null, { session });
      },
    };
  };
}
