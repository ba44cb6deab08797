// Random histories of loans by phone, offers, acceptances, returns and recalls: whatever happens, a copy is in one hand.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';
import type { CirculationStory } from '../../../../tests/support/circulation-story.ts';

const READERS = ['reader-1', 'reader-2', 'reader-3'] as const;
const COPIES = ['c1', 'c2', 'c4'] as const;
const TITLE_OF: Record<string, string> = { c1: 't1', c2: 't1', c4: 't2' };
const hash = (offer: string) => `hash of ${offer}`;

const step = fc.record({
  what: fc.oneof(
    ...(
      [
        ['phone', 2],
        ['lend', 4],
        ['verify', 3],
        ['offer', 6],
        ['accept', 8],
        ['withdraw', 1],
        ['back', 2],
        ['recall', 1],
        ['unhold', 2],
        ['desk', 1],
      ] as const
    ).map(([what, weight]) => ({ arbitrary: fc.constant(what), weight })),
  ),
  reader: fc.constantFrom(...READERS),
  other: fc.constantFrom(...READERS),
  copy: fc.constantFrom(...COPIES),
  pick: fc.nat(5),
  minutes: fc.constantFrom(0, 0, 0, 1, 1, 1, 4, 12, 24 * 60),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(story: CirculationStory, each: Step, n: number, offers: string[]) {
  const { what, reader, other, copy, pick } = each;
  const scan = copy.toUpperCase();
  const offer = offers.at(-1 - Math.floor(pick / 4)) ?? 'none';
  switch (what) {
    case 'phone':
      return story.does(reader, 'loan.phone', `p${n}`, { scan });
    case 'lend':
      return story.does('desk-a', 'loan.out', `l${n}`, { scan, readerId: reader });
    case 'verify':
      return story.does('desk-a', 'loan.verify', copy, { scan });
    case 'offer': {
      const loan = await story.loanOf(copy);
      const id = `o${n}`;
      const input = { loanId: loan?.id ?? '', codeHash: hash(id) };
      // Mostly whoever has it; now and then somebody who has not.
      const said = await story.does(
        pick === 0 ? reader : (loan?.readerId ?? reader),
        'transfer.offer',
        id,
        input,
      );
      if (said.code === 'ok') offers.push(id);
      return said;
    }
    case 'accept':
      return story.does(reader, 'transfer.accept', offer, { codeHash: hash(offer) });
    case 'withdraw':
      return story.does(reader, 'transfer.withdraw', offer);
    case 'back':
      return story.does('desk-a', 'loan.back', copy, { scan });
    case 'recall': {
      const input = { titleId: TITLE_OF[copy], campus: 'north', kind: 'recall' };
      return story.does(reader, 'hold.place', `h${n}`, input);
    }
    case 'unhold': {
      const [hold] = await story.world.list('holdsOfReader', reader);
      return story.does(reader, 'hold.cancel', hold?.id ?? 'none');
    }
    default: {
      const cards = { fromCard: reader, card: other };
      return story.does('desk-a', 'transfer.desk', `d${n}`, { scan, ...cards });
    }
  }
}

async function holds(story: CirculationStory): Promise<void> {
  const { world } = story;
  const loans = world.all('loan');
  for (const copy of COPIES) {
    const open = loans.filter(({ copyId, closedOn }) => copyId === copy && closedOn === null);
    expect(open.length, `open loans of ${copy}`).toBeLessThanOrEqual(1);
  }
  for (const reader of READERS) {
    const unseen = (await world.list('unverifiedLoans')).filter((loan) => loan.readerId === reader);
    expect(unseen.length).toBeLessThanOrEqual(3);
  }
  const accepted = new Map<string, number>();
  for (const transfer of world.all('transfer')) {
    const { state, loanId, newLoanId, toReader, fromReader, endedOn } = transfer;
    const first = await story.loan(loanId);
    const stands = first.closedOn === null && first.recalledOn === undefined;
    expect(state !== 'offered' || stands, 'an offer of a loan that is none').toBe(true);
    expect(state === 'accepted').toBe(newLoanId !== null);
    expect(state === 'offered').toBe(endedOn === null);
    if (newLoanId === null) continue;
    accepted.set(loanId, (accepted.get(loanId) ?? 0) + 1);
    const next = await story.loan(newLoanId);
    expect(first).toMatchObject({ ended: 'transfer', closedOn: endedOn, readerId: fromReader });
    expect(next).toMatchObject({ fromLoan: loanId, lentOn: endedOn, readerId: toReader });
    expect(toReader).not.toBe(fromReader);
  }
  for (const [loan, times] of accepted) expect(times, `acceptances of ${loan}`).toBe(1);
  const daily = world.all('daily').reduce((sum, row) => sum + row.count, 0);
  expect(daily).toBe(loans.length);
}

it('keeps every copy in one hand, every transfer whole, every loan counted', async () => {
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
      async (steps) => {
        const story = circulationStory({ 'phone_loan.lapses': 0 });
        const offers: string[] = [];
        for (const [n, each] of steps.entries()) {
          story.wait(each.minutes);
          const said = await take(story, each, n, offers);
          if (each.what === 'accept' && said.code === 'ok') passed += 1;
          await holds(story);
        }
      },
    ),
    { numRuns: 200, seed: 20_180_606 },
  );
  // The histories do pass loans on.
  expect(passed).toBeGreaterThan(30);
}, 60_000);
