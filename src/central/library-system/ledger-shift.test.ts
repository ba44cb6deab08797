// A shift with the line to the library's own system pulled in the middle, at any moments: afterwards both ledgers are one.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { cardOf, ledgerScene } from '../../../tests/support/ledger-scene.ts';
import type { Sip2Fault } from '../../../tests/support/sip2-server.ts';

type Deed =
  | { do: 'toggle'; copy: number; reader: number }
  | { do: 'drain' }
  | { do: 'pull' }
  | { do: 'plug' }
  | { do: 'fault'; code: string; fault: Sip2Fault }
  | { do: 'new_process' };

const faults = fc.constantFrom<Sip2Fault>(
  'drop_before',
  'drop_after',
  'half',
  'silent',
  'bad_checksum',
  'always_bad_checksum',
  'ask_again',
  'no_due',
  'other_sequence',
  'other_code',
  'other_copy',
  'twice',
  'split',
  'garbage',
);
const deeds = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('toggle' as const),
        copy: fc.integer({ min: 1, max: 5 }),
        reader: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 4, arbitrary: fc.constant<Deed>({ do: 'drain' }) },
    { weight: 1, arbitrary: fc.constant<Deed>({ do: 'pull' }) },
    { weight: 2, arbitrary: fc.constant<Deed>({ do: 'plug' }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('fault' as const),
        code: fc.constantFrom('11', '09', '17', '63', '93', '99'),
        fault: faults,
      }),
    },
    { weight: 1, arbitrary: fc.constant<Deed>({ do: 'new_process' }) },
  ),
  { minLength: 10, maxLength: 40 },
);

type Scene = Awaited<ReturnType<typeof ledgerScene>>;

/** Lends a copy that is here, or takes back one that is out, as a desk does it. */
async function toggle(scene: Scene, copy: number, reader: number): Promise<void> {
  // A copy that came back away from its home would be on its way there.
  const desk = copy === 3 || copy === 5 ? scene.south : scene.desk;
  const { open } = scene;
  const scan = `C${copy}`;
  const [loan] = await open(`c${copy}`);
  const said = loan
    ? await desk.say('desk-a', 'loan.back', `c${copy}`, { scan, loanId: loan.id })
    : await desk.say('desk-a', 'loan.out', nextId(), { scan, card: cardOf(reader) });
  expect(said).toMatchObject({ code: 'ok', refusal: null });
}

/** Runs until nothing waits any more: the system is there, and every rest ends. */
async function quiet(scene: Scene, process: ReturnType<Scene['process']>): Promise<void> {
  await scene.there.start();
  scene.there.faults.length = 0;
  for (let round = 0; round < 60; round += 1) {
    if ((await scene.store.jobs.waiting('ledger')).count === 0) return;
    await expect.poll(() => process.system.isResting(), { interval: 2 }).toBe(false);
    await process.ledger.runDue();
    laneClock.forward(1);
  }
}

async function shift(all: readonly Deed[], remembers: boolean): Promise<void> {
  const scene = await ledgerScene({ remembers });
  const limits = { connect: 200, answer: 15, tries: 2 };
  let process = scene.process(limits);
  for (const deed of all) {
    if (deed.do === 'toggle') await toggle(scene, deed.copy, deed.reader);
    if (deed.do === 'drain') await process.ledger.runDue();
    if (deed.do === 'pull') await scene.there.stop();
    if (deed.do === 'plug') await scene.there.start();
    if (deed.do === 'fault') scene.there.faults.push(deed);
    if (deed.do === 'new_process') {
      // The old one ends whatever it is about; its turn lapses.
      const running = process.ledger.runDue();
      await process.ledger.close();
      await running;
      process = scene.process(limits);
      laneClock.forward(3);
    }
    laneClock.forward(0.02);
  }
  await quiet(scene, process);
  expect(await scene.store.jobs.waiting('ledger')).toMatchObject({ count: 0 });
  const { ours, theirs } = await scene.ledgers();
  expect(theirs).toEqual(ours);
  for (const copy of [1, 2, 3, 4, 5]) expect(await scene.cases(`c${copy}`)).toEqual([]);
  // Nothing was lent, or taken back, twice in a row.
  for (const copy of [1, 2, 3, 4, 5]) {
    const mine = scene.there.done.filter((each) => each.split(' ')[1] === `C${copy}`);
    const codes = mine.map((each) => each.slice(0, 2));
    expect(codes).toEqual(codes.map((_, index) => (index % 2 === 0 ? '11' : '09')));
  }
  expect(scene.lines).toEqual([]);
  await scene.close();
}

it('whatever the line does, nothing is lost, nothing is lent twice, and both ledgers are one', async () => {
  await fc.assert(fc.asyncProperty(deeds, fc.boolean(), shift), {
    numRuns: 60,
    interruptAfterTimeLimit: 40_000,
  });
});
