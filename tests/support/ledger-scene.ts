// Desks, the service's lane and a library system over SIP2, with the ledger between them; a process can be ended and begun anew.

import { afterEach } from 'vitest';
import { setLedger } from '../../src/central/library-system/keep.ts';
import { createLedger } from '../../src/central/library-system/ledger.ts';
import type { Ledger } from '../../src/central/library-system/ledger-port.ts';
import { createSip2 } from '../../src/central/library-system/sip2/system.ts';
import type { Sip2Settings } from '../../src/central/library-system/sip2/system.ts';
import type { LineLimits } from '../../src/central/library-system/sip2/line.ts';
import type { CirculationCase } from '../../src/shared/library/circulation-rows.ts';
import type { Loan } from '../../src/shared/library/entities.ts';
import { addDesk, laneClock, laneDesk, laneOver, modelStore, nextId } from './central-lane.ts';
import { realTimers } from './notice-scene.ts';
import type { Sip2Library } from './sip2-library.ts';
import { SHORT, sip2Settings } from './sip2-scene.ts';
import { startSip2 } from './sip2-server.ts';

/** Copies of the model library as the system there has them, one title each. */
export const COPIES = {
  C1: '高等数学教程 / 张文远',
  C2: '高等数学教程 / 张文远',
  C3: '高等数学教程',
  C4: '数据结构与算法',
  C5: 'Introduction to Algorithms',
};
/** Cards of readers 1 to 3. */
export const cardOf = (reader: number) => `180000000${reader}`;

/** Makes it; `at` names another system than the scripted one. */
export async function ledgerScene(
  over: Partial<Sip2Library> = {},
  at: Partial<Sip2Settings> & { port?: number } = {},
) {
  const there = await startSip2({
    login: { user: 'desk', password: 'right' },
    copies: COPIES,
    cards: [1, 2, 3].map(cardOf),
    ...over,
  });
  const store = await modelStore();
  const { lane, library, lines } = await laneOver(store);
  await addDesk(store, 'd1');
  await addDesk(store, 'd2', 'south');
  await setLedger({ lane, newId: nextId }, 'sip2');
  const ledgers: Ledger[] = [];
  /** A process of its own; `limits` of its lines. */
  const process = (limits: Partial<LineLimits> = SHORT, lines_ = 2) => {
    const system = createSip2({
      settings: sip2Settings(there.port, { lines: lines_, ...at }),
      zone: 'Asia/Shanghai',
      clock: laneClock,
      timers: realTimers,
      random: () => 0.01,
      limits,
    });
    const log = (line: string) => void lines.push(line);
    const parts = { lane, store, clock: laneClock, timers: realTimers, log };
    const ledger = createLedger({ ...parts, system });
    ledgers.push(ledger);
    return { ledger, system };
  };
  return {
    there,
    store,
    lane,
    lines,
    process,
    desk: laneDesk(lane, library, 'd1'),
    south: laneDesk(lane, library, 'd2', 's-desk'),
    loan: (id: string): Promise<Loan | undefined> => lane.look((world) => world.get('loan', id)),
    cases: (copyId: string): Promise<CirculationCase[]> =>
      lane.look((world) => world.list('openCirculationCases', copyId)),
    open: (copyId: string): Promise<Loan[]> =>
      lane.look((world) => world.list('openLoanOf', copyId)),
    /** Who has which copy: there, and here. */
    async ledgers() {
      const theirs: Record<string, string | null> = {};
      const ours: Record<string, string | null> = {};
      for (const [barcode, copy] of there.copies) theirs[barcode] = copy.card;
      for (const barcode of Object.keys(COPIES)) {
        const [open] = await lane.look((world) => world.list('openLoanOf', barcode.toLowerCase()));
        ours[barcode] = open ? cardOf(Number(open.readerId.slice(-1))) : null;
      }
      return { theirs, ours };
    },
    async close() {
      for (const ledger of ledgers) await ledger.close();
      await there.close();
      await lane.close();
      await store.close();
    },
  };
}

/** The same with a librarian at the first desk who lends and takes back; what is refused throws. */
export async function counterScene(...args: Parameters<typeof ledgerScene>) {
  const scene = await ledgerScene(...args);
  const did = (result: { code: string; refusal: string | null }) => {
    if (result.code !== 'ok') throw new Error(`${result.code}: ${result.refusal}`);
  };
  return {
    ...scene,
    /** Gives the loan's id. */
    async lend(copy: string, reader: number, input: Record<string, unknown> = {}) {
      const id = nextId();
      const said = { scan: copy, card: cardOf(reader), ...input };
      did(await scene.desk.say('desk-a', 'loan.out', id, said));
      return id;
    },
    async back(copy: string) {
      did(await scene.desk.say('desk-a', 'loan.back', copy.toLowerCase(), { scan: copy }));
    },
  };
}

/** Makes such scenes for the tests of a file, and closes them after each. */
export function counterScenes(): typeof counterScene {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  return async (...args) => {
    const made = await counterScene(...args);
    open.push(made);
    return made;
  };
}
