// The desk's line to its service: the network at one address, with the desk's own session on it.

import type { Clock } from '../../../shared/lib/time.ts';
import type { DeskSessionAnswer } from '../../../shared/sync/entry.ts';
import { createAsk, isRefused } from './ask.ts';
import type { Ask, Timers } from './ask.ts';
import type { Central } from './central-port.ts';
import type { DeskKey } from './keys.ts';
import { createDeskSession } from './session.ts';
import type { DeskSession } from './session.ts';

/** The line. Every method throws CallFailed where the service cannot be reached or refuses. */
export interface Link {
  address: string;
  central: Central;
  /** Without a token. */
  ask: Ask;
  session: DeskSession;
  /** With the desk's own token; one that was refused is forgotten. */
  askOnce: Ask;
  /** The same, and made once more with a new token where the old one was refused. */
  askAsDesk: Ask;
}

/** What a line is made from. */
export interface LinkParts {
  address: string;
  central: Central;
  timers: Timers;
  /** Real time. */
  clock: Clock;
  deskId(): string;
  key(): Promise<DeskKey>;
  onOpened(answer: DeskSessionAnswer): void;
}

/** Makes it; nothing is sent before it is used. */
export function createLink(parts: LinkParts): Link {
  const { address, central, timers } = parts;
  const ask = createAsk(central, timers);
  const session = createDeskSession({ ...parts, ask });
  const askOnce: Ask = async (call, schema, limits) => {
    const token = await session.token();
    try {
      return await ask({ ...call, token }, schema, limits);
    } catch (error) {
      if (isRefused(error, 401)) session.refused(token);
      throw error;
    }
  };
  const askAsDesk: Ask = async (call, schema, limits) => {
    try {
      return await askOnce(call, schema, limits);
    } catch (error) {
      if (!isRefused(error, 401)) throw error;
      return askOnce(call, schema, limits);
    }
  };
  return { address, central, ask, session, askOnce, askAsDesk };
}
