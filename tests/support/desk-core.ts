// A desk core over a very small library in a folder of its own, with a clock that the test moves.

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD, DEMO_VERIFIER } from '../../src/demo/about.ts';
import type { Base } from '../../src/main/desk/base/base.ts';
import { createDesk } from '../../src/main/desk/desk.ts';
import type { Desk } from '../../src/main/desk/desk.ts';
import { cardHasher } from '../../src/main/desk/queues/env.ts';
import { deskContract } from '../../src/shared/desk-contract.ts';
import type { DeskContract } from '../../src/shared/desk-contract.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { instantOf, millis } from '../../src/shared/lib/time.ts';
import type { Calendar, Title } from '../../src/shared/library/entities.ts';
import type { Kind } from '../../src/shared/queues/world.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import type { Client } from '../../src/shared/rpc/contract.ts';
import { createPortPair } from '../../src/shared/rpc/memory-port.ts';
import { START, modelLibrary } from './model-library.ts';

/** Every account's password. */
export const PASSWORD = DEMO_PASSWORD;
/** Key of the readers' cards; reader-1 has card 1800000001, and so on. */
export const CARD_KEY = 'test key';

const HOURS: Calendar = {
  id: 'hours',
  ver: 1,
  name: { zh: '开放时间', en: 'Hours' },
  weekly: Array.from({ length: 7 }, (): [string, string][] => [['08:00', '22:00']]),
  exceptions: [],
};

const CHINESE: Partial<Record<string, Partial<Title>>> = {
  t1: { title: '高等数学教程', author: '张文远' },
  t2: { title: '数据结构与算法', author: '李明' },
  t3: { title: 'Introduction to Algorithms', author: 'Cormen' },
};

/** The model library as a base; its accounts share one password. */
export function modelBase(version = 1): Base {
  const cardHash = cardHasher(CARD_KEY);
  return {
    spec: { kind: 'demo', seed: 1, scale: 1, version },
    text: `model/${version}`,
    start: START,
    cardKey: CARD_KEY,
    demo: { password: PASSWORD, verifier: DEMO_VERIFIER },
    load(put) {
      const world = modelLibrary();
      put('calendar', HOURS);
      const kinds: Kind[] = ['place', 'title', 'copy', 'reader', 'staff', 'fund', 'vendor'];
      for (const kind of kinds) {
        for (const row of world.all(kind)) {
          const changed = kind === 'title' ? CHINESE[row.id] : undefined;
          const number = row.id.slice(-1);
          const card = kind === 'reader' ? { cardHash: cardHash(`180000000${number}`) } : {};
          put(kind, { ...row, ...changed, ...card });
          if (kind === 'reader') {
            const name = number === '1' ? '王小明' : `读者${number}`;
            put('private', {
              id: row.id,
              ver: 1,
              name,
              card: `180000000${number}`,
              phone: '13800000000',
              email: '',
            });
          }
        }
      }
    },
  };
}

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

/** A fresh command id. */
export function commandId(): string {
  return uuidv7(Date.now(), randomBytes(10));
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
  options: { folder?: string; clock?: TestClock; base?: Base } = {},
): Promise<TestDesk> {
  const folder = options.folder ?? profileFolder();
  const clock = options.clock ?? testClock();
  const lines: string[] = [];
  const desk = await createDesk({
    files: { folder },
    clock,
    timers: { after: () => () => undefined },
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
    return createClient(deskContract, there);
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
