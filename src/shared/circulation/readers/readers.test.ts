import { describe, expect, it } from 'vitest';
import { beginStory } from '../../../../tests/support/story.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { standingRefusal } from './reader-standing.ts';

const CARD = '2018000001';
const person = (set: Record<string, unknown> = {}) => ({
  card: CARD,
  name: '欧阳明',
  phone: '13812345678',
  email: 'ming@example.edu',
  category: 'undergraduate',
  campus: 'north',
  expiresOn: '2020-07-01',
  ...set,
});
type Story = ReturnType<typeof beginStory>;
const moveInput = (code: string, copyId: string, readerId: string) => ({
  code,
  kind: 'for_loan',
  targetCampus: 'south',
  copyId,
  readerId,
});
/** The refusal's code, or `ok`: a command about a reader has no request to tell of. */
const does = (story: Story, who: string, type: string, id: string, input = {}) =>
  story.does(who, type, id, input).catch(() => 'ok');
const register = (story: Story, id: string, ...people: object[]) =>
  does(story, 'desk-a', 'reader.register', id, { readers: people });
const readerOf = (story: Story, id: string) => story.world.get('reader', id);

describe('registering', () => {
  it('makes a masked reader and private text apart from it', async () => {
    const story = beginStory();
    expect(await register(story, 'new-1', person())).toBe('ok');
    const row = await readerOf(story, 'new-1');
    expect(row).toMatchObject({
      cardHash: modelEnv.cardHash(CARD),
      cardMasked: '201****01',
      nameMasked: '欧**',
      status: 'active',
      expiresOn: '2020-07-01',
    });
    expect(JSON.stringify(row)).not.toMatch(/欧阳明|13812345678|example/u);
    expect(await story.world.get('private', 'new-1')).toMatchObject({
      name: '欧阳明',
      card: CARD,
      phone: '13812345678',
    });
  });

  it.each([
    [{ card: '12' }, 'bad_card'],
    [{ category: 'wizard' }, 'unknown_category'],
    [{ campus: 'n-desk' }, 'bad_input'],
    [{ name: ' ' }, 'bad_input'],
    [{ email: 'nobody' }, 'bad_input'],
    [{ expiresOn: '2018-02-30' }, 'bad_input'],
    [{ phone: '1\u0000' }, 'bad_input'],
    [{ name: '\u200B' }, 'bad_input'],
    [{ name: '王\uD800' }, 'bad_input'],
  ])('refuses %j with %s', async (set, code) => {
    const story = beginStory();
    expect(await register(story, 'new-1', person(set))).toBe(code);
    expect(await readerOf(story, 'new-1')).toBeUndefined();
  });

  it('takes up to fifty at once, all or none, and brings known cards up to date only where it is asked to', async () => {
    const story = beginStory();
    const two = person({ card: '2018000002', name: '司徒静' });
    expect(await register(story, 'batch', person(), person())).toBe('card_twice');
    expect(await register(story, 'batch', person(), two)).toBe('ok');
    expect(await register(story, 'again', two, person({ card: '2018000003' }))).toBe('card_taken');
    const before = story.world.all('reader').length;
    const update = { readers: [person(), { ...two, campus: 'south' }], update: true };
    expect(await does(story, 'desk-a', 'reader.register', 'b3', update)).toBe('ok');
    const vers = () => story.world.all('reader').map(({ id, ver }) => `${id} ${ver}`);
    const after = vers();
    expect(await does(story, 'desk-a', 'reader.register', 'b4', update)).toBe('ok');
    expect(vers()).toEqual(after);
    expect(story.world.all('reader')).toHaveLength(before);
    const many = Array.from({ length: 51 }, (_, n) => person({ card: String(3_000_000_000 + n) }));
    expect(await register(story, 'b5', ...many)).toBe('bad_input');
  });

  it('changes of a known reader what the row says, and nothing that it leaves open', async () => {
    const story = beginStory();
    await register(story, 'a', person({ category: 'teacher', campus: 'south' }));
    const unsaid = ['phone', 'email', 'category', 'campus', 'expiresOn'];
    const row = person({ name: '李四', phone: '', email: '', unsaid });
    const update = { readers: [row], update: true };
    expect(await does(story, 'desk-a', 'reader.register', 'again', update)).toBe('ok');
    expect(await readerOf(story, 'a')).toMatchObject({ category: 'teacher', campus: 'south' });
    expect(await story.world.get('private', 'a')).toMatchObject({
      name: '李四',
      phone: '13812345678',
    });
  });

  it('brings no card up to date that was merged into another', async () => {
    const story = beginStory();
    await register(story, 'a', person());
    await register(story, 'b', person({ card: '2018000002' }));
    const merge = { into: 'b', secondPerson: 'chief' };
    expect(await does(story, 'boss', 'reader.merge', 'a', merge)).toBe('ok');
    for (const how of [{ update: true }, { back: true }, {}]) {
      const again = { readers: [person({ name: '李四' })], ...how };
      expect(await does(story, 'desk-a', 'reader.register', 'again', again)).toBe('card_taken');
    }
    expect(await story.world.get('private', 'a')).toMatchObject({ name: '', card: '' });
  });

  it('takes the card of somebody who has left only where that is said to be the same person', async () => {
    const story = beginStory();
    await register(story, 'a', person());
    expect(await does(story, 'desk-a', 'reader.depart', 'a', {})).toBe('ok');
    const other = { readers: [person({ name: '赵六' })] };
    expect(await does(story, 'desk-a', 'reader.register', 'b', other)).toBe('card_left');
    expect(await readerOf(story, 'a')).toMatchObject({ status: 'left', nameMasked: '欧**' });
    const same = { readers: [person()], back: true };
    expect(await does(story, 'desk-a', 'reader.register', 'b', same)).toBe('ok');
    expect(await readerOf(story, 'a')).toMatchObject({ status: 'active' });
  });

  it('moves no reader of a campus that the right does not reach, known or gone', async () => {
    const story = beginStory();
    await register(story, 'a', person({ campus: 'south' }));
    const update = { readers: [person({ campus: 'north' })], update: true };
    const take = () => does(story, 'north-only', 'reader.register', 'again', update);
    expect(await take()).toBe('forbidden');
    expect(await does(story, 'desk-a', 'reader.depart', 'a', {})).toBe('ok');
    expect(await take()).toBe('forbidden');
    expect(await readerOf(story, 'a')).toMatchObject({ campus: 'south', status: 'left' });
  });

  it('is for whoever has the right, on the campuses that it reaches', async () => {
    const story = beginStory();
    for (const who of ['courier', 'keeper-a', 'reader-1']) {
      expect(await does(story, who, 'reader.register', 'n', { readers: [person()] })).toBe(
        'forbidden',
      );
    }
    const south = { readers: [person({ campus: 'south' })] };
    expect(await does(story, 'north-only', 'reader.register', 'n', south)).toBe('forbidden');
    expect(await does(story, 'north-only', 'reader.register', 'n', { readers: [person()] })).toBe(
      'ok',
    );
  });
});

describe('changing', () => {
  it('masks anew, keeps what is not named, and takes no card of somebody else', async () => {
    const story = beginStory();
    await register(story, 'a', person());
    await register(story, 'b', person({ card: '2018000002' }));
    const change = (input: object) => does(story, 'desk-a', 'reader.change', 'a', input);
    expect(await change({ card: '2018000002' })).toBe('card_taken');
    expect(await change({ name: '李四', expiresOn: null })).toBe('ok');
    expect(await readerOf(story, 'a')).toMatchObject({ nameMasked: '李*' });
    expect((await readerOf(story, 'a'))?.expiresOn).toBeUndefined();
    expect(await story.world.get('private', 'a')).toMatchObject({
      name: '李四',
      phone: '13812345678',
    });
    expect(await change({ card: '2018000009' })).toBe('ok');
    expect(await register(story, 'c', person())).toBe('ok');
  });
});

describe('standing', () => {
  it('expires the day after the last one, without anything being stored', async () => {
    const story = beginStory();
    await register(story, 'a', person({ expiresOn: '2018-06-07' }));
    const reader = await readerOf(story, 'a');
    if (!reader) throw new Error('no reader');
    expect(standingRefusal(reader, '2018-06-07')).toBeNull();
    expect(standingRefusal(reader, '2018-06-08')).toMatchObject({
      code: 'reader_expired',
      facts: { day: '2018-06-07' },
    });
    story.until('2018-06-09T01:00:00.000Z');
    const ask = moveInput('N1-9', 'c1', 'a');
    expect(await story.does('desk-a', 'reallocation.submit', 'r9', ask)).toBe('reader_expired');
    await does(story, 'desk-a', 'reader.change', 'a', { expiresOn: '2019-01-01' });
    expect(await story.does('desk-a', 'reallocation.submit', 'r9', ask)).toBe('submitted');
  });

  it('blocks with a reason, hands what is under way to a supervisor, and lets in again', async () => {
    const story = beginStory();
    const id = await story.submits('desk-a', 'find_book', { readerId: 'reader-2', copyId: 'c1' });
    expect(await does(story, 'desk-a', 'reader.block', 'reader-2', { reason: 'mood' })).toBe(
      'bad_input',
    );
    expect(await does(story, 'desk-a', 'reader.block', 'reader-2', { reason: 'card_lost' })).toBe(
      'ok',
    );
    expect(story.remarks()).toContain('requests_suspended');
    expect(await readerOf(story, 'reader-2')).toMatchObject({
      status: 'blocked',
      block: 'card_lost',
    });
    expect((await story.request(id)).state).toBe('exception');
    const ask = moveInput('N1-9', 'c2', 'reader-2');
    expect(await story.does('desk-a', 'reallocation.submit', 'r9', ask)).toBe('reader_blocked');
    expect(await does(story, 'desk-a', 'reader.unblock', 'reader-2')).toBe('ok');
    expect(await readerOf(story, 'reader-2')).not.toHaveProperty('block');
    expect(await does(story, 'desk-a', 'reader.unblock', 'reader-2')).toBe('not_blocked');
  });
});

describe('a departure that was a mistake', () => {
  it('is taken back where the reader is, with all that was known, and once', async () => {
    const story = beginStory();
    await register(story, 'a', person({ campus: 'south' }));
    const before = await readerOf(story, 'a');
    const restore = (who: string) => does(story, who, 'reader.restore', 'a');
    expect(await restore('desk-b')).toBe('not_left');
    expect(await does(story, 'desk-b', 'reader.depart', 'a')).toBe('ok');
    expect(await readerOf(story, 'a')).toMatchObject({ status: 'left' });
    expect(await restore('keeper-a')).toBe('forbidden');
    expect(await restore('reader-1')).toBe('forbidden');
    expect(await restore('desk-b')).toBe('ok');
    expect({ ...(await readerOf(story, 'a')), ver: 0 }).toEqual({ ...before, ver: 0 });
    expect(await does(story, 'desk-b', 'reader.restore', 'nobody')).toBe('not_found');
  });
});

it.each([
  ['restored', (story: Story) => does(story, 'desk-a', 'reader.restore', 'a')],
  [
    'registered anew',
    (story: Story) =>
      does(story, 'desk-a', 'reader.register', 'b', { readers: [person()], back: true }),
  ],
])('a blocked reader who left and is %s is still blocked', async (_, comeBack) => {
  const story = beginStory();
  await register(story, 'a', person());
  const block = { reason: 'fines_unpaid' };
  expect(await does(story, 'desk-a', 'reader.block', 'a', block)).toBe('ok');
  expect(await does(story, 'desk-a', 'reader.depart', 'a')).toBe('ok');
  expect(await readerOf(story, 'a')).toMatchObject({ status: 'left' });
  expect(await comeBack(story)).toBe('ok');
  expect(await readerOf(story, 'a')).toMatchObject({ status: 'blocked', block: 'fines_unpaid' });
});

describe('preferences', () => {
  it('are the reader’s own, and go as they came', async () => {
    const story = beginStory();
    const prefer = (who: string, input: object) =>
      does(story, who, 'reader.prefer', 'reader-1', input);
    expect(await prefer('reader-2', { language: 'en' })).toBe('forbidden');
    expect(await prefer('reader-1', { language: 'en', notices: 'digest' })).toBe('ok');
    expect(await readerOf(story, 'reader-1')).toMatchObject({ language: 'en', notices: 'digest' });
    expect(await prefer('desk-a', { notices: null })).toBe('ok');
    expect(await readerOf(story, 'reader-1')).not.toHaveProperty('notices');
    expect(await readerOf(story, 'reader-1')).toMatchObject({ language: 'en' });
  });
});
