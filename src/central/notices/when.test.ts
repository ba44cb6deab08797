// When notices go out: quiet hours, one digest a day, reminders that were overtaken; and that none is lost or doubled.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsIn, memoryCarrier, noticeScene } from '../../../tests/support/notice-scene.ts';
import type { NoticeScene } from '../../../tests/support/notice-scene.ts';
import { modelEnv } from '../../../tests/support/model-library.ts';
import type { Attempt } from './carrier.ts';
import { nextDigest, quietUntil } from './hours.ts';

const down: Attempt = { is: 'failed', why: 'down', mayHaveArrived: false, waitSeconds: null };
const { settings } = modelEnv;
/** 08:30 of the first day is minute 0. */
const NIGHT = 14 * 60;

function lend(scene: NoticeScene, id: string, copyId: string, readerId: string) {
  const loan = {
    id,
    ver: 1,
    copyId,
    readerId,
    lentOn: '2018-05-01T00:00:00.000Z',
    dueOn: '2018-06-08T15:59:59.999Z',
    channel: 'desk' as const,
    requestId: null,
    closedOn: null,
    charge: null,
  };
  scene.story.world.put('loan', loan);
  return loan;
}

describe('quiet hours', () => {
  it.each([
    ['2018-06-06T13:59:00.000Z', null],
    ['2018-06-06T14:00:00.000Z', '2018-06-06T23:00:00.000Z'],
    ['2018-06-06T20:00:00.000Z', '2018-06-06T23:00:00.000Z'],
    ['2018-06-06T23:00:00.000Z', null],
  ])('at %s end at %s', (now, end) => {
    expect(quietUntil(settings, now)).toBe(end);
  });

  it('hold back what is made in them, and what is tried again in them', async () => {
    const scene = noticeScene();
    scene.wait(NIGHT);
    scene.tell('n1', 'reader-1');
    await scene.commit();
    const email = memoryCarrier('email');
    const process = scene.process([email]);
    for (let minute = 0; minute < 8 * 60; minute += 30) {
      expect(await process.runDue()).toBe(0);
      scene.wait(30);
    }
    scene.wait(31);
    expect(await process.runDue()).toBe(1);
    expect(email.letters).toMatchObject([
      { id: 'n1', requestId: null, subject: '【示范大学图书馆】荐购、点评或留言的通知' },
    ]);
  });
});

describe('a digest', () => {
  it('has its time, and takes what comes until shortly before', () => {
    const at = (now: string) => nextDigest(settings, now);
    expect(at('2018-06-06T02:00:00.000Z')).toEqual({
      time: '2018-06-06T18:00',
      at: '2018-06-06T10:00:00.000Z',
    });
    expect(at('2018-06-06T09:57:00.000Z')).toMatchObject({ time: '2018-06-07T18:00' });
  });

  it('brings all notices of a day in one letter, in the reader’s language', async () => {
    const scene = noticeScene();
    await scene.wantsDigest('reader-1');
    const reader = await scene.story.world.get('reader', 'reader-1');
    if (reader) scene.story.world.put('reader', { ...reader, language: 'en' });
    lend(scene, 'l1', 'c1', 'reader-1');
    const email = memoryCarrier('email');
    const process = scene.process([email]);
    scene.tell('n1', 'reader-1');
    scene.tell('n2', 'reader-2');
    await scene.commit();
    expect(await process.runDue()).toBe(1);
    scene.wait(60);
    const facts = {
      loanId: 'l1',
      title: 'Title t1',
      barcode: 'C1',
      due: '2018-06-08T15:59:59.999Z',
      day: '2018-06-08',
    };
    scene.tell('n3', 'reader-1', { code: 'loan.due_soon', facts });
    await scene.commit();
    expect(await process.runDue()).toBe(0);
    scene.wait(9 * 60);
    expect(await process.runDue()).toBe(1);
    const letter = email.letters.at(-1);
    expect(letter).toMatchObject({
      code: 'digest',
      language: 'en',
      subject: '[Demonstration University Library] Your notices of the day: 2',
    });
    expect(letter && idsIn(letter)).toEqual(['n1', 'n3']);
    expect(letter?.text).toContain('is due back by 8 Jun 2018');
  });

  it('leaves out what was overtaken, and is not sent where nothing is left', async () => {
    const scene = noticeScene();
    await scene.wantsDigest('reader-1');
    const loan = lend(scene, 'l1', 'c1', 'reader-1');
    const facts = {
      loanId: 'l1',
      title: 'Title t1',
      barcode: 'C1',
      due: loan.dueOn,
      day: '2018-06-08',
    };
    scene.tell('n1', 'reader-1', { code: 'loan.due_soon', facts });
    await scene.commit();
    const email = memoryCarrier('email');
    const process = scene.process([email]);
    await process.runDue();
    scene.wait(60);
    scene.story.world.put('loan', { ...loan, ver: 2, closedOn: scene.now() });
    scene.wait(10 * 60);
    expect(await process.runDue()).toBe(0);
    expect(email.letters).toEqual([]);
  });
});

describe('a reminder', () => {
  it.each([
    ['renewed', { dueOn: '2018-07-08T15:59:59.999Z' }],
    ['brought back', { closedOn: '2018-06-06T01:00:00.000Z' }],
    ['said to be back', { claimedOn: '2018-06-06T01:00:00.000Z' }],
    ['passed on', { readerId: 'reader-2' }],
  ])('is not sent once the loan was %s', async (_, set) => {
    const scene = noticeScene();
    const loan = lend(scene, 'l1', 'c1', 'reader-1');
    const facts = {
      loanId: 'l1',
      title: 'Title t1',
      barcode: 'C1',
      due: loan.dueOn,
      day: '2018-06-08',
    };
    scene.tell('n1', 'reader-1', { code: 'loan.overdue', facts });
    scene.story.world.put('loan', { ...loan, ver: 2, ...set });
    await scene.commit();
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(await scene.outcome('n1', 'email')).toBe('done overtaken');
  });
});

type Happening =
  | { is: 'tell'; reader: 1 | 2 }
  | { is: 'remind'; reader: 1 | 2 }
  | { is: 'renew' }
  | { is: 'merge' }
  | { is: 'digest'; at: string }
  | { is: 'wait'; minutes: number }
  | { is: 'down'; letters: number };

const happening = fc.oneof<fc.Arbitrary<Happening>[]>(
  fc.record({ is: fc.constant('tell' as const), reader: fc.constantFrom(1 as const, 2 as const) }),
  fc.record({
    is: fc.constant('remind' as const),
    reader: fc.constantFrom(1 as const, 2 as const),
  }),
  fc.record({ is: fc.constant('renew' as const) }),
  fc.record({ is: fc.constant('merge' as const) }),
  fc.record({
    is: fc.constant('digest' as const),
    at: fc.constantFrom('06:30', '09:00', '12:00', '18:00', '21:58'),
  }),
  fc.record({ is: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ is: fc.constant('down' as const), letters: fc.integer({ min: 1, max: 3 }) }),
);

/** Lives through a story with one process that is always there; reader 1 wants a digest, until merged into reader 2. */
async function live(story: readonly Happening[]) {
  const scene = noticeScene();
  const { world } = scene.story;
  await scene.wantsDigest('reader-1');
  const dues: Record<string, string> = {};
  const current: Record<string, string> = {};
  for (const n of [1, 2]) current[`l${n}`] = lend(scene, `l${n}`, `c${n}`, `reader-${n}`).dueOn;
  let failing = 0;
  let isMerged = false;
  const whose = (reader: 1 | 2) => (isMerged ? 'reader-2' : `reader-${reader}`);
  const problems: string[] = [];
  const sent: string[] = [];
  const email = memoryCarrier('email', async (letter) => {
    if (quietUntil(settings, scene.now()) !== null) problems.push(`${letter.id} in quiet hours`);
    for (const id of idsIn(letter)) {
      const due = dues[id];
      if (due !== undefined && !Object.values(current).includes(due)) {
        problems.push(`${id} was overtaken`);
      }
    }
    if (failing > 0) {
      failing -= 1;
      return down;
    }
    sent.push(...idsIn(letter));
    return { is: 'sent' };
  });
  const process = scene.process([email]);
  const always: string[] = [];
  let count = 0;
  const pass = async (minutes: number) => {
    for (let left = minutes; left > 0; left -= 20) {
      scene.wait(Math.min(left, 20));
      await process.runDue();
    }
  };
  for (const each of story) {
    const id = `n${String((count += 1)).padStart(3, '0')}`;
    if (each.is === 'tell') {
      scene.tell(id, whose(each.reader));
      always.push(id);
    } else if (each.is === 'remind') {
      const due = current[`l${each.reader}`] ?? '';
      const facts = {
        loanId: `l${each.reader}`,
        title: 'T',
        barcode: `C${each.reader}`,
        due,
        day: '',
      };
      scene.tell(id, whose(each.reader), { code: 'loan.due_soon', facts });
      dues[id] = due;
    } else if (each.is === 'renew') {
      for (const n of [1, 2]) {
        const loan = await world.get('loan', `l${n}`);
        if (!loan) continue;
        const dueOn = new Date(Date.parse(loan.dueOn) + 86_400_000).toISOString();
        world.put('loan', { ...loan, ver: loan.ver + 1, dueOn });
        current[`l${n}`] = dueOn;
      }
    } else if (each.is === 'merge') {
      if (!isMerged) await scene.merge('reader-1', 'reader-2');
      isMerged = true;
    } else if (each.is === 'digest') scene.set({ 'notice.digest_at': each.at });
    else if (each.is === 'down') failing = each.letters;
    else await pass(each.minutes);
    await scene.commit();
  }
  failing = 0;
  await pass(60 * 40);
  for (const id of always) if (!sent.includes(id)) problems.push(`${id} was lost`);
  if (new Set(sent).size < sent.length) problems.push(`twice: ${sent.join(' ')}`);
  return problems;
}

describe('whatever the times', () => {
  it('no notice is lost, doubled, sent in quiet hours or after it was overtaken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 25 }), async (story) => {
        expect(await live(story)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
