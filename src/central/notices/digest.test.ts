// What waits for a digest while its time is changed, or the reader becomes another: none of it is lost, nothing comes twice.

import { describe, expect, it } from 'vitest';
import { idsIn, memoryCarrier, noticeScene } from '../../../tests/support/notice-scene.ts';

/** A library at 08:30 whose reader 1 wants a digest, with one process that delivers. */
async function began(digestAt: string) {
  const scene = noticeScene({ 'notice.digest_at': digestAt });
  await scene.wantsDigest('reader-1');
  const email = memoryCarrier('email');
  const process = scene.process([email]);
  const tell = async (id: string, readerId = 'reader-1') => {
    scene.tell(id, readerId);
    await scene.commit();
    await process.runDue();
  };
  const pass = async (hours: number) => {
    for (let quarter = 0; quarter < hours * 4; quarter += 1) {
      scene.wait(15);
      await process.runDue();
    }
  };
  /** What came, letter by letter. */
  const came = () => email.letters.map(idsIn);
  return { scene, email, tell, pass, came };
}

describe('a digest whose time is changed', () => {
  it('to later on the same day goes out again with what came since', async () => {
    const { scene, email, tell, pass, came } = await began('10:00');
    await tell('n1');
    await pass(2);
    expect(came()).toEqual([['n1']]);
    scene.set({ 'notice.digest_at': '18:00' });
    await tell('n2');
    await pass(7);
    expect(came()).toEqual([['n1']]);
    await pass(2);
    expect(came()).toEqual([['n1'], ['n2']]);
    // Whoever takes letters tells two from one that is repeated by their ids.
    expect(new Set(email.letters.map(({ id }) => id)).size).toBe(2);
    await pass(48);
    expect(came()).toHaveLength(2);
  });

  it('to earlier keeps what waits already at its time', async () => {
    const { scene, tell, pass, came } = await began('18:00');
    await tell('n1');
    scene.set({ 'notice.digest_at': '10:00' });
    await tell('n2');
    await pass(48);
    expect(came()).toEqual([['n2'], ['n1']]);
  });
});

describe('a digest of a reader who is merged into another', () => {
  it('goes to the other, whether they want one or not', async () => {
    const { scene, email, tell, pass, came } = await began('18:00');
    await tell('n1');
    await tell('n2', 'reader-2');
    await scene.merge('reader-1', 'reader-2');
    await tell('n3', 'reader-2');
    await pass(48);
    expect(came()).toEqual([['n2'], ['n3'], ['n1']]);
    expect(email.letters.at(-1)).toMatchObject({
      readerId: 'reader-2',
      address: 'reader2@students.example',
    });
  });

  it('comes beside the digest of the other, and brings nothing of it', async () => {
    const { scene, email, tell, pass, came } = await began('18:00');
    await scene.wantsDigest('reader-2');
    await tell('n1');
    await tell('n2', 'reader-2');
    await scene.merge('reader-1', 'reader-2');
    await tell('n3', 'reader-2');
    await pass(48);
    expect(came().toSorted()).toEqual([['n1'], ['n2', 'n3']]);
    expect(new Set(email.letters.map(({ id }) => id)).size).toBe(2);
  });
});

it('a notice that was left to a digest before digests had a reader’s name is in it', async () => {
  const { scene, tell, pass, came } = await began('18:00');
  await tell('n1');
  const { jobs } = scene.options([]).store;
  await jobs.done('notice/n1', scene.now(), 'digest 2018-06-06T18:00');
  await pass(24);
  expect(came()).toEqual([['n1']]);
});
