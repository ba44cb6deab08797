import { describe, expect, it } from 'vitest';
import { beginStory } from '../../../../tests/support/story.ts';
import type { Hold, Loan } from '../../library/entities.ts';
import { resolveActor } from '../../queues/engine/actor.ts';
import { openThings } from './open-things.ts';
import { readerOfCard } from './reader-standing.ts';

type Story = ReturnType<typeof beginStory>;
const AT = '2018-06-01T01:00:00.000Z';
const does = (story: Story, who: string, type: string, id: string, input = {}) =>
  story.does(who, type, id, input).catch(() => 'ok');

const loan = (id: string, copyId: string, set: Partial<Loan> = {}): Loan => ({
  id,
  ver: 1,
  copyId,
  readerId: 'reader-1',
  lentOn: AT,
  dueOn: '2018-07-01T00:00:00.000Z',
  channel: 'desk',
  requestId: null,
  closedOn: null,
  charge: null,
  ...set,
});
const hold = (id: string, titleId: string, set: Partial<Hold> = {}): Hold => ({
  id,
  ver: 1,
  titleId,
  copyId: null,
  readerId: 'reader-1',
  placedOn: AT,
  pickupCampus: 'north',
  kind: 'hold',
  status: 'waiting',
  ...set,
});

/** A reader with one thing of every kind. */
async function busy() {
  const story = beginStory();
  const request = await story.submits('desk-a', 'find_book', {
    readerId: 'reader-1',
    copyId: 'c1',
  });
  const { world } = story;
  world.put('loan', loan('l1', 'c4'));
  world.put('loan', loan('l2', 'c2', { closedOn: AT, fine: 300 }));
  world.put('hold', hold('h1', 't1'));
  const title = await world.get('title', 't1');
  if (title) world.put('title', { ...title, holdsWaiting: 1 });
  world.put('transfer', {
    id: 'x1',
    ver: 1,
    loanId: 'l1',
    copyId: 'c4',
    fromReader: 'reader-1',
    toReader: null,
    codeHash: 'hash',
    offeredOn: AT,
    expiresOn: AT,
    state: 'offered',
    endedOn: null,
    newLoanId: null,
  });
  world.put('suggestion', {
    id: 's1',
    ver: 1,
    readerId: 'reader-1',
    joined: ['reader-2'],
    isbn: null,
    bookTitle: 'Wanted',
    author: '',
    publisher: '',
    price: null,
    campus: 'north',
    state: 'sent',
    note: null,
    at: AT,
    decidedBy: null,
    decidedOn: null,
    reason: null,
    answer: null,
    orderedOn: null,
    arrivedOn: null,
    titleId: null,
    copyId: null,
  });
  await does(story, 'reader-1', 'feedback.send', 'f1', { kind: 'feedback', text: '灯太暗' });
  return { story, request };
}

describe('the departure check', () => {
  it('sees every open thing with the step that ends it', async () => {
    const { story, request } = await busy();
    const things = await openThings(story.world, 'reader-1');
    expect(things.map(({ kind, id, next }) => `${kind} ${id} ${next}`)).toEqual([
      'loan l1 bring_back',
      'fine l2 settle_fine',
      'hold h1 cancel_hold',
      `request ${request} cancel_request`,
      'offer x1 withdraw_offer',
      'suggestion s1 withdraw_suggestion',
      'ticket f1 answer_ticket',
    ]);
  });

  it('lets go of whoever has nothing open, once', async () => {
    const story = beginStory();
    expect(await does(story, 'desk-a', 'reader.depart', 'reader-2')).toBe('ok');
    expect(await story.world.get('reader', 'reader-2')).toMatchObject({ status: 'left' });
    expect(await does(story, 'desk-a', 'reader.depart', 'reader-2')).toBe('reader_gone');
    expect(await does(story, 'desk-a', 'reader.change', 'reader-2', {})).toBe('reader_gone');
    const ask = {
      code: 'N1-9',
      kind: 'for_loan',
      targetCampus: 'south',
      copyId: 'c1',
      readerId: 'reader-2',
    };
    expect(await story.does('desk-a', 'reallocation.submit', 'r9', ask)).toBe('reader_left');
  });

  it('wants a supervisor and a note where something is open, and then ends what can be ended', async () => {
    const { story, request } = await busy();
    const depart = (who: string, input: object) =>
      does(story, who, 'reader.depart', 'reader-1', input);
    expect(await depart('desk-a', { note: 'goes abroad' })).toBe('departure_open');
    expect(await depart('desk-a', { note: 'goes abroad', secondPerson: 'desk-b' })).toBe(
      'departure_open',
    );
    expect(await depart('chief', {})).toBe('note_required');
    expect(await depart('desk-a', { note: 'CANARY goes abroad', secondPerson: 'chief' })).toBe(
      'ok',
    );
    const { world } = story;
    expect(await world.get('reader', 'reader-1')).toMatchObject({ status: 'left' });
    expect((await story.request(request)).state).toBe('cancelled');
    expect(await world.get('hold', 'h1')).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect(await world.get('title', 't1')).toMatchObject({ holdsWaiting: 0 });
    expect(await world.get('transfer', 'x1')).toMatchObject({ state: 'withdrawn' });
    expect(await world.get('suggestion', 's1')).toMatchObject({ readerId: 'reader-2', joined: [] });
    expect(await world.get('feedback', 'f1')).toMatchObject({ state: 'closed' });
    // What is owed stays owed.
    expect((await openThings(world, 'reader-1')).map(({ kind }) => kind)).toEqual(['loan', 'fine']);
    expect(world.all('circulation_case')).toMatchObject([
      { code: 'departed_with_open', closedBy: 'chief', facts: { loans: 1, fines: 1, holds: 1 } },
    ]);
  });
});

describe('whoever leaves and wanted a book bought', () => {
  const ISBN = '9787302423287';
  const wish = { bookTitle: 'Wanted', isbn: ISBN };
  const leaves = (story: Story, who: string) =>
    does(story, 'chief', 'reader.depart', who, { note: 'goes abroad' });
  const wanted = (story: Story) => story.world.get('suggestion', 's1');
  const told = (story: Story, readerId: string) =>
    story.world
      .all('notice')
      .filter((each) => each.readerId === readerId)
      .map(({ code }) => code);

  it('is taken out wherever they stand; the next one leads without their words, and is told', async () => {
    const story = beginStory();
    await does(story, 'reader-1', 'suggestion.send', 's1', { ...wish, note: 'CANARY my thesis' });
    await does(story, 'reader-2', 'suggestion.send', 's2', wish);
    await does(story, 'reader-3', 'suggestion.send', 's3', wish);
    // Whoever joined has something open as well.
    expect(await does(story, 'desk-a', 'reader.depart', 'reader-2')).toBe('departure_open');
    expect(await leaves(story, 'reader-2')).toBe('ok');
    expect(await wanted(story)).toMatchObject({ readerId: 'reader-1', joined: ['reader-3'] });
    expect(await wanted(story)).toMatchObject({ note: 'CANARY my thesis' });
    expect(await leaves(story, 'reader-1')).toBe('ok');
    expect(await wanted(story)).toMatchObject({ readerId: 'reader-3', joined: [], note: null });
    expect(told(story, 'reader-3')).toEqual(['suggestion.leads']);
    expect(told(story, 'reader-2')).toEqual([]);
  });

  it('leaves a book that is ordered on its way', async () => {
    const story = beginStory();
    await does(story, 'reader-1', 'suggestion.send', 's1', { bookTitle: 'Wanted' });
    await does(story, 'buyer-a', 'suggestion.decide', 's1', { accept: true });
    await does(story, 'buyer-a', 'suggestion.order', 's1', { fundId: 'fund', price: 4800 });
    expect(await leaves(story, 'reader-1')).toBe('ok');
    expect(await wanted(story)).toMatchObject({ readerId: null, state: 'ordered' });
    expect(await does(story, 'buyer-a', 'suggestion.arrive', 's1', { titleId: 't1' })).toBe('ok');
  });

  it('has no hold on what arrives, where a row of before still names them', async () => {
    const story = beginStory();
    await does(story, 'reader-1', 'suggestion.send', 's1', { bookTitle: 'Wanted' });
    await does(story, 'buyer-a', 'suggestion.decide', 's1', { accept: true });
    expect(await leaves(story, 'reader-2')).toBe('ok');
    const row = await wanted(story);
    if (row) story.world.put('suggestion', { ...row, joined: ['reader-2'] });
    await does(story, 'buyer-a', 'suggestion.arrive', 's1', { titleId: 't1' });
    const holds = story.world.all('hold').map(({ readerId }) => readerId);
    expect(holds).toContain('reader-1');
    expect(holds).not.toContain('reader-2');
  });
});

describe('merging two cards', () => {
  const merge = (story: Story, input: object, who = 'boss') =>
    does(story, who, 'reader.merge', 'reader-1', input);

  it('takes two people, and never the same card or one that is gone', async () => {
    const story = beginStory();
    expect(await merge(story, { into: 'reader-2' })).toBe('second_person_needed');
    expect(await merge(story, { into: 'reader-2', secondPerson: 'boss' })).toBe(
      'second_person_needed',
    );
    expect(await merge(story, { into: 'reader-2', secondPerson: 'chief' }, 'desk-a')).toBe(
      'forbidden',
    );
    expect(await merge(story, { into: 'reader-1', secondPerson: 'chief' })).toBe('merge_same');
    expect(await merge(story, { into: 'nobody', secondPerson: 'chief' })).toBe('not_found');
    await does(story, 'desk-a', 'reader.depart', 'reader-2');
    expect(await merge(story, { into: 'reader-2', secondPerson: 'chief' })).toBe('reader_gone');
  });

  it('moves everything, and either card finds the one reader', async () => {
    const { story, request } = await busy();
    const { world } = story;
    const [first] = await world.list('readerByCardHash', 'card:reader-1');
    world.put(
      'hold',
      hold('h2', 't1', { readerId: 'reader-2', placedOn: '2018-06-02T01:00:00.000Z' }),
    );
    expect(await merge(story, { into: 'reader-2', secondPerson: 'chief' })).toBe('ok');
    expect(await openThings(world, 'reader-1')).toEqual([]);
    const kinds = (await openThings(world, 'reader-2')).map(({ kind, id }) => `${kind} ${id}`);
    expect(kinds).toEqual([
      'loan l1',
      'fine l2',
      'hold h1',
      `request ${request}`,
      'offer x1',
      'suggestion s1',
      'ticket f1',
    ]);
    // One person waits once, at the earlier place.
    expect(await world.get('hold', 'h2')).toMatchObject({ status: 'closed' });
    expect(await world.get('suggestion', 's1')).toMatchObject({ readerId: 'reader-2', joined: [] });
    expect(await world.get('reader', 'reader-1')).toMatchObject({
      status: 'merged',
      mergedInto: 'reader-2',
    });
    expect((await readerOfCard(world, first?.cardHash ?? ''))?.id).toBe('reader-2');
    // Staff whose reader row it was are that other reader now: rule 9 still holds.
    expect(await resolveActor(world, 'desk-c', '2018-06-06')).toMatchObject({
      readerId: 'reader-2',
    });
    expect(await does(story, 'desk-a', 'reader.change', 'reader-1', {})).toBe('reader_gone');
  });

  it('goes on with further commands where there is more than one can move', async () => {
    const story = beginStory();
    for (let n = 0; n < 200; n += 1) {
      story.world.put('notice', {
        id: `n${String(n).padStart(3, '0')}`,
        ver: 1,
        requestId: null,
        readerId: 'reader-1',
        code: 'hold.ready',
        facts: {},
        text: null,
        at: AT,
        corrects: null,
      });
    }
    let rounds = 0;
    while ((await story.world.get('reader', 'reader-1'))?.status !== 'merged') {
      const before = story.world.all('notice').map(({ id, ver }) => `${id} ${ver}`);
      expect(await merge(story, { into: 'reader-2', secondPerson: 'chief' })).toBe('ok');
      const changed = story.world
        .all('notice')
        .filter(({ id, ver }) => !before.includes(`${id} ${ver}`));
      expect(changed.length).toBeLessThanOrEqual(97);
      rounds += 1;
      expect(rounds).toBeLessThan(10);
    }
    expect(rounds).toBeGreaterThan(1);
    const left = story.world.all('notice').filter(({ readerId }) => readerId === 'reader-1');
    expect(left).toEqual([]);
  });
});
