// The built page over the real loopback host, before a desk that answers what a test says: for states of the sync that
// take a service, another desk and a broken network to come about.

import { join, resolve } from 'node:path';
import { readPageFiles } from '../../src/node/page-files.ts';
import { startLoopback } from '../../src/main/loopback/serve.ts';
import { deskContract } from '../../src/shared/desk-contract.ts';
import type { DeskContract } from '../../src/shared/desk-contract.ts';
import type { CancelSignal } from '../../src/shared/rpc/cancel.ts';
import type { Handlers } from '../../src/shared/rpc/contract.ts';
import { serve } from '../../src/shared/rpc/server.ts';
import { ensureBuilt } from './desk.ts';
import type { Script } from './script.ts';

const root = resolve(import.meta.dirname, '../..');

/** A desk that answers by a script. */
export interface ScriptedDesk {
  /** A fresh address; it opens once. */
  url(): string;
  /** From now on these answers go before the ones so far. */
  script(answers: Script): void;
  /** Tells every page that tables changed. */
  tell(...topics: string[]): void;
  /** What was asked, oldest first. */
  asked: { name: string; input: unknown }[];
  /** Answers that were missing or broke the contract. */
  bugs: string[];
  stop(): Promise<void>;
}

/** Starts it. `page` is the folder of another build than the product's own. */
export async function startScriptedDesk(
  answers: Script,
  page = join(root, 'out/renderer'),
): Promise<ScriptedDesk> {
  if (page.startsWith(root)) ensureBuilt();
  const present = new Map<string, (input: never) => unknown>(Object.entries(answers));
  const listeners = new Set<(topics: string[]) => void>();
  const asked: ScriptedDesk['asked'] = [];
  const bugs: string[] = [];
  async function* changes() {
    let waiting: string[][] = [[]];
    let wake = () => undefined as void;
    const listen = (topics: string[]) => (waiting.push(topics), wake());
    listeners.add(listen);
    for (;;) {
      while (waiting.length === 0) await new Promise<void>((done) => (wake = done));
      const topics = waiting.flat();
      waiting = [];
      yield { topics };
    }
  }
  /** A feed that has nothing to say for as long as the page listens. */
  async function* silence(_input: never, _caller: null, signal: CancelSignal) {
    await new Promise<void>((done) => {
      signal.addEventListener('abort', done, { once: true });
    });
    yield* [];
  }
  const handlers = Object.fromEntries(
    Object.entries(deskContract).map(([name, { kind }]): [string, unknown] => {
      if (kind === 'feed') return [name, silence];
      const answered = async (input: never) => {
        asked.push({ name, input });
        const answer = present.get(name);
        if (answer === undefined) throw new Error(`the script has no answer to ${name}`);
        return answer(input);
      };
      return [name, answered];
    }),
  );
  const host = await startLoopback({
    port: 0,
    files: readPageFiles(page),
    upload: () => Promise.resolve(404 as const),
    download: () => Promise.resolve(null),
    connect: (port) =>
      serve(
        deskContract,
        { ...handlers, changes } as unknown as Handlers<DeskContract, null>,
        port,
        null,
        {
          checkOutput: true,
          newErrorId: () => 'E1',
          onBug: ({ operation, error }) => bugs.push(`${operation}: ${String(error)}`),
        },
      ),
  });
  return {
    url: host.freshAddress,
    script(fresh) {
      for (const [name, answer] of Object.entries(fresh)) {
        present.set(name, answer);
      }
    },
    tell: (...topics) => listeners.forEach((listener) => listener(topics)),
    asked,
    bugs,
    stop: () => host.close(),
  };
}
