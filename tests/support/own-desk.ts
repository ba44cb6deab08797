// A real desk that has joined, in the process of a test or a measurement, asked through the contract over a port in memory.

import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { demoLibrary } from '../../src/demo/library.ts';
import type { Desk } from '../../src/main/desk/desk.ts';
import { openDesk } from '../../src/main/host/open-desk.ts';
import { deskContract } from '../../src/shared/desk-contract.ts';
import type { DeskContract } from '../../src/shared/desk-contract.ts';
import { DESK_HASH } from '../../src/shared/contract-hashes.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import type { Client } from '../../src/shared/rpc/contract.ts';
import { createPortPair } from '../../src/shared/rpc/memory-port.ts';

/** A desk that runs here. */
export interface OwnDesk {
  profile: string;
  client: Client<DeskContract>;
  /** Waits until everything is read and nothing waits. */
  live(): Promise<void>;
  signIn(login: string): Promise<void>;
  close(): Promise<void>;
  /** Removes its profile too. */
  forget(): Promise<void>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function clientOf(desk: Desk): Client<DeskContract> {
  const [page, core] = createPortPair();
  desk.connect(core);
  return createClient(deskContract, page, DESK_HASH);
}

/** Opens the desk of a profile, and joins what it is told to; a new profile begins with the rows of the service. */
export async function ownDesk(
  profile: string,
  join?: { address: string; code: string; name?: string },
): Promise<OwnDesk> {
  const library = existsSync(profile) ? undefined : 'empty';
  mkdirSync(profile, { recursive: true });
  const printed: string[] = [];
  const joins = join && { name: 'Bench', ...join };
  const start = { profile, library, scale: undefined, seed: undefined, join: joins } as const;
  const desk = await openDesk(start, demoLibrary, (line) => void printed.push(line));
  const client = clientOf(desk);
  return {
    profile,
    client,
    async live() {
      for (;;) {
        const { state, lag, waiting, received, reason } = await client['sync.status']({});
        if (state === 'stopped') throw new Error(`the desk stopped: ${reason?.code}`);
        if (state === 'alone') throw new Error(`the desk has not joined: ${printed.join(' ')}`);
        if (state === 'live' && lag === 0 && waiting + received === 0) return;
        await pause(5);
      }
    },
    async signIn(login) {
      const { points } = await client['session.info']({});
      const point = points[0]?.id ?? '';
      const signed = await client['session.signIn']({ login, password: DEMO_PASSWORD, point });
      if (!signed.ok) throw new Error(`${login} cannot sign in: ${signed.code}`);
    },
    close: () => desk.close(),
    async forget() {
      await desk.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
