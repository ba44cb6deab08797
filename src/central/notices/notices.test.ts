import { describe, expect, it } from 'vitest';
import { memoryCarrier, noticeScene, realTimers } from '../../../tests/support/notice-scene.ts';
import type { NoticeScene } from '../../../tests/support/notice-scene.ts';
import type { Notice } from '../../shared/library/entities.ts';
import type { Attempt } from './carrier.ts';
import { createNotices } from './notices.ts';

const down: Attempt = { is: 'failed', why: 'down', mayHaveArrived: false, waitSeconds: null };
const lost: Attempt = { is: 'failed', why: 'lost', mayHaveArrived: true, waitSeconds: null };
const NOBODY_THERE = { reason: 'recipient_absent' };

async function asked(scene: NoticeScene, readerId = 'reader-1', over = {}): Promise<string> {
  return scene.story.submits('desk-a', 'delivery', {
    readerId,
    copyId: 'c1',
    address: 'n-door',
    slot: '2018-06-07 15:00-17:00',
    ...over,
  });
}

async function noticeOf(scene: NoticeScene, code: string): Promise<Notice> {
  const found = (await scene.commit()).findLast((each) => each.code === code);
  if (!found) throw new Error(`no notice ${code}`);
  return found;
}

describe('delivery of notices', () => {
  it('sends each notice once by every carrier, with the text of its template', async () => {
    const scene = noticeScene();
    await asked(scene);
    const { id } = await noticeOf(scene, 'delivery.submitted');
    const [email, webhook] = [memoryCarrier('email'), memoryCarrier('webhook')];
    const process = scene.process([email, webhook]);
    expect(await process.runDue()).toBe(2);
    expect(await process.runDue()).toBe(0);
    expect(email.letters).toMatchObject([
      { id, address: 'reader1@students.example', subject: expect.stringContaining('N1-0001') },
    ]);
    expect(email.letters[0]?.text).toContain('已收到您的送书申请 N1-0001：《Title t1》');
    expect(webhook.letters).toHaveLength(1);
    expect(await scene.outcome(id, 'email')).toBe('done sent');
  });

  it('says it as the library words it, in the language that it has set', async () => {
    const scene = noticeScene();
    await asked(scene);
    scene.story.world.put('template', {
      id: 'own',
      ver: 1,
      notice: 'delivery.submitted',
      reason: null,
      text: { zh: '收到 {code}。', en: 'Got {code}.' },
      active: true,
    });
    await scene.commit();
    const email = memoryCarrier('email');
    await scene.process([email]).runDue();
    expect(email.letters[0]).toMatchObject({ language: 'zh', text: '收到 N1-0001。' });
  });

  it('sends nothing where no carrier is set up, and says so', async () => {
    const scene = noticeScene();
    await asked(scene);
    const { id } = await noticeOf(scene, 'delivery.submitted');
    expect(await scene.process([]).runDue()).toBe(0);
    expect(await scene.outcome(id, '')).toBe('done no_carrier');
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(email.letters).toEqual([]);
  });

  it('tries again after 1, 2, 4 … minutes and gives up after a day', async () => {
    const scene = noticeScene({ 'notice.quiet_hours': '' });
    await asked(scene);
    const { id } = await noticeOf(scene, 'delivery.submitted');
    const tried: number[] = [];
    let minute = 0;
    const email = memoryCarrier('email', async () => {
      tried.push(minute);
      return down;
    });
    const process = scene.process([email]);
    for (; minute < 1500; minute += 1) {
      await process.runDue();
      scene.wait(1);
    }
    expect(tried).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 871, 1231]);
    expect(await scene.outcome(id, 'email')).toBe('given_up #12/12 down');
    expect(scene.log.join()).toContain('given up');
  });

  it('gives up at once what was refused for good', async () => {
    const scene = noticeScene();
    await asked(scene);
    const { id } = await noticeOf(scene, 'delivery.submitted');
    const email = memoryCarrier('email', async () => ({ is: 'refused', why: '550' }));
    await scene.process([email]).runDue();
    scene.wait(60);
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(email.letters).toHaveLength(1);
    expect(await scene.outcome(id, 'email')).toBe('given_up #1/1 550');
  });

  it('two processes at once send each notice once', async () => {
    const scene = noticeScene();
    for (const reader of ['reader-1', 'reader-2']) {
      for (const copyId of ['c1', 'c2', 'c4']) await asked(scene, reader, { copyId });
    }
    await scene.commit();
    const slow = () =>
      memoryCarrier(
        'email',
        () => new Promise((resolve) => setTimeout(resolve, 20, { is: 'sent' })),
      );
    const [one, two] = [slow(), slow()];
    await Promise.all([scene.process([one]).runDue(), scene.process([two]).runDue()]);
    const ids = [...one.letters, ...two.letters].map((letter) => letter.id);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });

  it('repeats with the same id after a crash between sending and marking', async () => {
    const scene = noticeScene();
    await asked(scene);
    const { id } = await noticeOf(scene, 'delivery.submitted');
    // The first process ends as soon as the letter is out: its answer never comes.
    const first = memoryCarrier('email', () => new Promise(() => undefined));
    void scene.process([first]).runDue();
    await expect.poll(() => first.letters.length).toBe(1);
    const second = memoryCarrier('email');
    expect(await scene.process([second]).runDue()).toBe(0);
    scene.wait(2);
    expect(await scene.process([second]).runDue()).toBe(1);
    expect([first.letters[0]?.id, second.letters[0]?.id]).toEqual([id, id]);
  });
});

it('a letter that hangs holds up no other, and an end does not wait for it', async () => {
  const scene = noticeScene();
  for (const copyId of ['c1', 'c2', 'c3', 'c4', 'c5']) await asked(scene, 'reader-1', { copyId });
  await scene.commit();
  const email = memoryCarrier('email', (_, turn) =>
    turn === 2 ? new Promise(() => undefined) : Promise.resolve({ is: 'sent' }),
  );
  const process = createNotices({
    ...scene.options([email]),
    timers: { after: (ms, run) => realTimers.after(ms / 100, run) },
  });
  process.start();
  await expect.poll(() => email.letters.length).toBe(5);
  await process.close();
});

describe('what is not sent', () => {
  it('a notice a day old', async () => {
    const scene = noticeScene();
    await asked(scene);
    const { id } = await noticeOf(scene, 'delivery.submitted');
    scene.wait(1441);
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(await scene.outcome(id, 'email')).toBe('done too_old');
  });

  it('a notice that a later state has overtaken', async () => {
    const scene = noticeScene();
    const request = await asked(scene);
    const { id } = await noticeOf(scene, 'delivery.submitted');
    await scene.story.does('desk-a', 'delivery.cancel', request, { reason: 'reader_cancel' });
    await scene.commit();
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(1);
    expect(email.letters).toMatchObject([{ code: 'delivery.cancelled' }]);
    expect(await scene.outcome(id, 'email')).toBe('done overtaken');
  });

  it('but the code of a parcel is, though it is already on its way', async () => {
    const scene = noticeScene();
    const request = await asked(scene);
    await scene.story.does('desk-a', 'delivery.accept', request);
    await scene.story.does('desk-a', 'delivery.pick', request, { scan: 'C1' });
    await scene.story.does('desk-a', 'delivery.pack', request, { scan: 'C1', bag: 'BAG-0001' });
    await scene.story.does('courier', 'delivery.depart', request, { bag: 'BAG-0001' });
    await scene.commit();
    const email = memoryCarrier('email');
    await scene.process([email]).runDue();
    const codes = email.letters.map((letter) => letter.code);
    expect(codes.toSorted()).toEqual(['delivery.out', 'delivery.packed']);
    await scene.story.does('courier', 'delivery.fail', request, NOBODY_THERE);
  });

  it('a notice to a reader without an address', async () => {
    const scene = noticeScene();
    await asked(scene, 'reader-3');
    const { id } = await noticeOf(scene, 'delivery.submitted');
    const email = memoryCarrier('email', async () => ({ is: 'skipped', why: 'no_address' }));
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(await scene.outcome(id, 'email')).toBe('done no_address');
  });
});

describe('after an undo', () => {
  async function accepted(scene: NoticeScene) {
    const request = await asked(scene);
    await scene.commit();
    await scene.process([memoryCarrier('email')]).runDue();
    await scene.story.does('desk-a', 'delivery.accept', request);
    return { request, notice: await noticeOf(scene, 'delivery.accepted') };
  }
  async function undone(scene: NoticeScene, request: string) {
    expect(await scene.story.does('desk-a', 'request.undo', request)).toBe('submitted');
    return noticeOf(scene, 'correction');
  }

  it('a notice that was sent is followed by a correction', async () => {
    const scene = noticeScene();
    const { request, notice } = await accepted(scene);
    const email = memoryCarrier('email');
    await scene.process([email]).runDue();
    await undone(scene, request);
    expect(await scene.process([email]).runDue()).toBe(1);
    expect(email.letters).toMatchObject([{ id: notice.id }, { corrects: notice.id }]);
    expect(email.letters[1]?.subject).toContain('更正');
  });

  it('a notice that was not sent yet goes, and so does its correction', async () => {
    const scene = noticeScene();
    const { request, notice } = await accepted(scene);
    const correction = await undone(scene, request);
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(await scene.outcome(notice.id, 'email')).toBe('done corrected');
    scene.wait(1);
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(await scene.outcome(correction.id, 'email')).toBe('done nothing_to_correct');
  });

  it('a notice that waits for another attempt goes with its correction', async () => {
    const scene = noticeScene();
    const { request, notice } = await accepted(scene);
    await scene.process([memoryCarrier('email', async () => down)]).runDue();
    const correction = await undone(scene, request);
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(await scene.outcome(correction.id, 'email')).toBe('done nothing_to_correct');
    scene.wait(2);
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(await scene.outcome(notice.id, 'email')).toBe('done corrected');
  });

  it('a notice that may have arrived is corrected, and not sent again', async () => {
    const scene = noticeScene();
    const { request, notice } = await accepted(scene);
    await scene.process([memoryCarrier('email', async () => lost)]).runDue();
    await undone(scene, request);
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(1);
    scene.wait(2);
    expect(await scene.process([email]).runDue()).toBe(0);
    expect(email.letters).toMatchObject([{ corrects: notice.id }]);
    expect(await scene.outcome(notice.id, 'email')).toBe('done perhaps_sent');
  });

  it('a correction waits while the notice is being sent', async () => {
    const scene = noticeScene();
    const { request, notice } = await accepted(scene);
    const answer = Promise.withResolvers<Attempt>();
    const slow = memoryCarrier('email', () => answer.promise);
    const sending = scene.process([slow]).runDue();
    await expect.poll(() => slow.letters.length).toBe(1);
    await undone(scene, request);
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(0);
    answer.resolve({ is: 'sent' });
    await sending;
    scene.wait(1);
    expect(await scene.process([email]).runDue()).toBe(1);
    expect(email.letters).toMatchObject([{ corrects: notice.id }]);
  });

  it('a correction is not sent behind what is newer', async () => {
    const scene = noticeScene();
    const { request } = await accepted(scene);
    await scene.process([memoryCarrier('email')]).runDue();
    const correction = await undone(scene, request);
    await scene.process([memoryCarrier('email', async () => down)]).runDue();
    await scene.story.does('desk-a', 'delivery.accept', request);
    await scene.commit();
    scene.wait(5);
    const email = memoryCarrier('email');
    expect(await scene.process([email]).runDue()).toBe(1);
    expect(email.letters).toMatchObject([{ code: 'delivery.accepted', corrects: null }]);
    expect(await scene.outcome(correction.id, 'email')).toBe('done overtaken');
  });
});
