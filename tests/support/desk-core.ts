// A desk core over a very small library in a folder of its own, with a clock that the test moves.

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Base } from '../../src/node/base.ts';
import { createDesk } from '../../src/main/desk/desk.ts';
import type { Desk } from '../../src/main/desk/desk.ts';
import type { DevicePorts } from '../../src/main/desk/devices/create-devices.ts';
import type { Timers } from '../../src/main/desk/sync/ask.ts';
import type { Network } from '../../src/main/desk/sync/central.ts';
import { deskContract } from '../../src/shared/desk-contract.ts';
import type { DeskContract } from '../../src/shared/desk-contract.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { instantOf, millis } from '../../src/shared/lib/time.ts';
import { DESK_HASH } from '../../src/shared/contract-hashes.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import type { Client } from '../../src/shared/rpc/contract.ts';
import { createPortPair } from '../../src/shared/rpc/memory-port.ts';
import { PASSWORD, modelBase } from './model-base.ts';

/** A clock that stands until it is moved. */
export interface TestClock {
  now(): string;
  forward(minutes: number): void;
}

/** A clock at an instant. */
export function testClock(start = '2026-01-05T01:00:00.000Z'): TestClock {
  let at = millis(start);
  return { now: () => instantOf(at), forward: (minutes) => void (at += minutes * 60_000) };
}

let lastId = 0;

/** A fresh command id, of a later millisecond than every one before: what two commands make is in their order. */
export function commandId(): string {
  lastId = Math.max(Date.now(), lastId + 1);
  return uuidv7(lastId, randomBytes(10));
}

/** A folder for a profile; the caller removes it. */
export function profileFolder(): string {
  return mkdtempSync(join(tmpdir(), 'shutai-desk-'));
}

/** An open desk as a page sees it. */
export interface TestDesk {
  folder: string;
  clock: TestClock;
  desk: Desk;
  client: Client<DeskContract>;
  /** What was printed and logged. */
  lines: string[];
  signIn(login: string, point?: string): Promise<void>;
  /** Another window of the same desk. */
  window(): Client<DeskContract>;
  close(): Promise<void>;
}

/** Opens a desk; `folder` to use again is removed by the caller. */
export async function openTestDesk(
  options: {
    folder?: string;
    clock?: TestClock;
    base?: Base;
    network?: Network;
    timers?: Timers;
    devices?: DevicePorts;
  } = {},
): Promise<TestDesk> {
  const folder = options.folder ?? profileFolder();
  const clock = options.clock ?? testClock();
  const lines: string[] = [];
  const desk = await createDesk({
    files: { folder },
    clock,
    timers: options.timers ?? { after: () => () => undefined },
    ...(options.network === undefined ? {} : { network: options.network }),
    ...(options.devices === undefined ? {} : { devices: options.devices }),
    newId: () => randomUUID(),
    newCode: (length) => 'START234'.slice(0, length),
    base: () => options.base ?? modelBase(),
    log: (line) => void lines.push(line),
    print: (line) => void lines.push(line),
    checkOutput: true,
  });
  const window = () => {
    const [here, there] = createPortPair();
    desk.connect(here);
    return createClient(deskContract, there, DESK_HASH);
  };
  const client = window();
  return {
    folder,
    clock,
    desk,
    client,
    lines,
    window,
    async signIn(login, point = 'n-desk') {
      const answer = await client['session.signIn']({ login, password: PASSWORD, point });
      if (!answer.ok) throw new Error(`${login}: ${answer.code}`);
    },
    async close() {
      await desk.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Submits a reallocation of copy c1 to the south for reader-1 and gives its id. */
export async function submitMove(
  { client }: Pick<TestDesk, 'client'>,
  input: Record<string, unknown> = {},
): Promise<string> {
  const answer = await client['requests.submit']({
    commandId: commandId(),
    queue: 'reallocation',
    input: {
      readerId: 'reader-1',
      copyId: 'c1',
      kind: 'for_loan',
      targetCampus: 'south',
      ...input,
    },
  });
  if (!answer.ok || answer.requestId === null) throw new Error(JSON.stringify(answer));
  return answer.requestId;
}
