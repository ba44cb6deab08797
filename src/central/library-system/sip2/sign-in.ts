// What is said first on a new line: who we are, and whether the system is there for us.

import type { SystemFault } from '../port.ts';
import { faultOf, openLine } from './line.ts';
import type { Line, LineOptions, Reply } from './line.ts';
import type { Field } from './message.ts';

/** How we sign in. */
export interface SignIn {
  /** User of the terminal (CN); null where the system asks for none. */
  user: string | null;
  password: string;
  /** Location of the terminal (CP), as the system names it. */
  location: string;
}

/** A line that is signed in, with what the system said of itself. */
export interface Opened {
  line: Line;
  status: Reply<'99'>;
}

async function signIn(line: Line, { user, password, location }: SignIn) {
  if (user === null) return null;
  const fields: Field[] = [
    ['CN', user],
    ['CO', password],
  ];
  if (location !== '') fields.push(['CP', location]);
  const fixed = { uidAlgorithm: '0', pwdAlgorithm: '0' };
  const answer = await line.ask({ code: '93', fixed, fields });
  if (answer.is === 'fault') return answer;
  return answer.message.fixed.ok === '1' ? null : faultOf('login_refused', false, { user });
}

/** Nothing that was said so far changes anything there. */
const harmless = (fault: SystemFault): SystemFault => ({ ...fault, mayHaveHappened: false });

/** Asks for the status of the system (99); print width 80, version 2.00. */
export function askStatus(line: Line): Promise<Reply<'99'> | SystemFault> {
  const fixed = { status: '0', width: '080', version: '2.00' };
  return line.ask({ code: '99', fixed, fields: [] });
}

/** Opens a line and signs in on it; a fault closes it again. */
export async function openSignedIn(
  options: LineOptions,
  who: SignIn,
): Promise<Opened | SystemFault> {
  const line = await openLine(options);
  if ('is' in line) return line;
  const refused = await signIn(line, who);
  if (refused) {
    line.close();
    return harmless(refused);
  }
  const status = await askStatus(line);
  if (status.is === 'reply') return { line, status };
  line.close();
  return harmless(status);
}
