// What is said first on a new line: who we are, and whether the system is there for us.

import type { SystemFault } from '../port.ts';
import { faultOf } from './fault.ts';
import type { Line, Reply } from './line.ts';
import { openLine } from './open.ts';
import type { OpenOptions } from './open.ts';
import type { Field } from './message.ts';
import { fieldOf } from './message.ts';
import { isYes } from './readings.ts';

/** How we sign in. */
export interface SignIn {
  /** User of the terminal (CN); null where the system asks for none. */
  user: string | null;
  password: string;
  /** Location of the terminal (CP), as the system names it. */
  location: string;
  /** By a message of SIP2 (93), or at the prompts of a terminal before SIP2. */
  by: 'message' | 'telnet';
}

/** A line that is signed in, with what the system said of itself. */
export interface Opened {
  line: Line;
  status: Reply<'99'>;
}

async function signIn(line: Line, { user, password, location, by }: SignIn) {
  if (user === null || by === 'telnet') return null;
  const fields: Field[] = [
    ['CN', user],
    ['CO', password],
  ];
  if (location !== '') fields.push(['CP', location]);
  const fixed = { uidAlgorithm: '0', pwdAlgorithm: '0' };
  const answer = await line.meet({ code: '93', fixed, fields });
  if (answer.is === 'fault') return answer;
  if (isYes(answer.message.fixed.ok)) return null;
  return faultOf('login_refused', false, { user, said: fieldOf(answer.message, 'AF') });
}

/** Nothing that was said so far changes anything there. */
const harmless = (fault: SystemFault): SystemFault => ({ ...fault, mayHaveHappened: false });

/** Asks for the status of the system (99); print width 80, version 2.00. */
export function askStatus(line: Line): Promise<Reply<'99'> | SystemFault> {
  const fixed = { status: '0', width: '080', version: '2.00' };
  return line.meet({ code: '99', fixed, fields: [] });
}

/** Opens a line and signs in on it; a fault closes it again. */
export async function openSignedIn(
  options: Omit<OpenOptions, 'telnet'>,
  who: SignIn,
): Promise<Opened | SystemFault> {
  const { user, password, by } = who;
  const telnet = by === 'telnet' && user !== null ? { user, password } : null;
  const line = await openLine({ ...options, telnet });
  if ('is' in line) return line;
  const refused = await signIn(line, who);
  if (refused) {
    line.close();
    return harmless(refused);
  }
  const status = await askStatus(line);
  if (status.is === 'reply') return { line, status };
  line.close();
  // Many systems end a connection that begins with anything but a sign-in.
  if (status.code === 'closed' && user === null) return faultOf('login_wanted', false);
  return harmless(status);
}
