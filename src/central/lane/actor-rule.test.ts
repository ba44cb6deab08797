// Commands of the system from a desk: only what a timer would do by now, to the letter, whatever id they bear.

import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../node/env.ts';
import { SETTINGS_SCHEMAS } from '../../shared/library/settings-rows.ts';
import type { Command } from '../../shared/queues/command.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { dueCommands } from '../../shared/queues/timers.ts';
import type { DueCommand } from '../../shared/queues/timers.ts';
import type { World } from '../../shared/queues/world/world.ts';
import { copyRow, modelEnv } from '../../../tests/support/model-library.ts';
import { askBook, modelDesk } from '../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../tests/support/model-desk.ts';
import {
  addDesk,
  laneClock,
  laneDesk,
  laneOver,
  modelStore,
} from '../../../tests/support/central-lane.ts';
import { actorRule } from './actor-rule.ts';

const DAY = 1440;
const NOT_DUE = { code: 'illegal', refusal: 'not_due' };
const TYPES = [
  ...Object.values(QUEUES).flatMap(({ name, actions }) =>
    Object.keys(actions).map((action) => `${name}.${action}`),
  ),
  ...['claim', 'release', 'take_over', 'note', 'undo'].map((action) => `request.${action}`),
  ...Object.keys(SETTINGS_SCHEMAS).map((kind) => `${kind}.save`),
  'copy.sighting',
  'reader.reveal',
  'staff_page.open',
  'staff_page.remark',
  'feedback.send',
];

let desk: ModelDesk;
/** A question that nobody has answered, and a temporary move that ends today. */
let timers: DueCommand[];
beforeEach(async () => {
  desk = modelDesk();
  await askBook(desk, 'p1', '9780262033848', 'reader-1');
  await desk.do('buyer-a', 'purchase.ask', 'p1', { question: 'which?', readerText: 'Which?' });
  desk.wait(9 * DAY);
  const copy = { ...copyRow('c1', 't1', 'n-main'), holding: 's-main', returnDay: '2018-06-05' };
  desk.world.put('copy', { ...copy, seenAt: 's-desk' });
  const back = await desk.world.list('copiesToReturn', '2018-06-06');
  timers = [...dueCommands(QUEUES, [desk.of('p1')], back, modelEnv, desk.now(), () => 'N1-0900')];
});

const row = (vouched = 0) => ({
  id: 'd1',
  code: 'D1',
  name: 'Desk',
  campus: 'north',
  publicKey: '',
  last: 0,
  lastAt: null,
  vouched,
  revoked: false,
  enrolledOn: '2018-06-06T00:00:00.000Z',
  seenOn: null,
});
const judged = (made: DueCommand, vouched = 0) => {
  const command: Command = { ...made, desk: 'd1', cseq: 1 };
  const group = { world: desk.world as never, env: modelEnv };
  return actorRule(group, row(vouched), command, async () => false);
};
/** The timer's command with something changed. */
const turned = (set: Partial<DueCommand>) =>
  Promise.all(timers.map((each) => judged({ ...each, ...set })));
const refusedAll = [NOT_DUE, NOT_DUE];

describe('a command of the system', () => {
  it('passes when it is what a timer does, under whatever code', async () => {
    expect(timers.map(({ type }) => type)).toEqual(['purchase.cancel', 'reallocation.open_return']);
    expect(await turned({})).toEqual([null, null]);
    const [, back] = timers;
    if (!back) throw new Error('no return is due');
    expect(await judged({ ...back, input: { ...back.input, code: 'D2-0001' } })).toBeNull();
  });

  it.each(TYPES)('does not pass as %s under the id of a timer', async (type) => {
    const answers = await Promise.all(
      timers.map(async (each) => {
        const { entity } = each;
        const input = { row: { id: entity, ver: 0 }, copyId: 'c1' };
        const inputs = [each.input, input, { ...each.input, ...input }];
        const all = await Promise.all(inputs.map((input) => judged({ ...each, type, input })));
        // Its own command is the first of its own type.
        return each.type === type ? all.slice(1) : all;
      }),
    );
    expect(new Set(answers.flat().map((answer) => answer?.refusal))).toEqual(new Set(['not_due']));
  });

  it('does not pass with anything else changed', async () => {
    expect(await turned({ point: 'n-desk' })).toEqual(refusedAll);
    expect(await turned({ entity: 'p2' })).toEqual(refusedAll);
    expect(await turned({ v: 2 })).toEqual(refusedAll);
    expect(await turned({ id: sha256('another') })).toEqual(refusedAll);
    expect(await turned({ input: {} })).toEqual(refusedAll);
    const more = timers.map((each) => judged({ ...each, input: { ...each.input, note: 'x' } }));
    expect(await Promise.all(more)).toEqual(refusedAll);
    const [asked] = timers;
    if (!asked) throw new Error('no question is due');
    expect(await judged({ ...asked, input: { ...asked.input, code: 'X' } })).toEqual(NOT_DUE);
    expect(await judged({ ...asked, at: '2018-06-06T00:00:00.000Z' })).toEqual(NOT_DUE);
  });

  it('passes where the desk made it alone', async () => {
    const [asked] = timers;
    if (!asked) throw new Error('no question is due');
    expect(await judged({ ...asked, type: 'staff.save' }, 1)).toBeNull();
  });
});

describe('a desk with nobody signed in', () => {
  it('cannot write settings in the name of the system', async () => {
    const store = await modelStore();
    await addDesk(store, 'd1', 'north');
    await addDesk(store, 'd2', 'north', 0, []);
    const { lane, library } = await laneOver(store);
    const asking = laneDesk(lane, library, 'd1');
    const book = { isbn: '9780262033848', bookTitle: 'A book', price: 4500, way: 'at_desk' };
    const input = { ...book, vendorId: 'vendor', readerId: 'reader-2', collection: 'n-main' };
    await asking.say('desk-a', 'purchase.submit', 'p1', { ...input, code: 'p1' });
    await asking.say('buyer-a', 'purchase.ask', 'p1', { question: 'why?' });
    laneClock.forward(60 * DAY);
    const due = await lane.look(async (world: World, env) => {
      const request = await world.get('request', 'p1');
      return [...dueCommands(QUEUES, request ? [request] : [], [], env, library.now(), () => '')];
    });
    const grant = { role: 'admin', campuses: null, collections: null, vendorId: null };
    const admin = { ...grant, from: null, until: null, lentBy: null };
    const staff = { id: 'p1', ver: 0, login: 'thief', name: 'T', readerId: null, active: true };
    const made = { row: { ...staff, grants: [admin] } };
    const thief = laneDesk(lane, library, 'd2');
    const said = await thief.say('system', 'staff.save', 'p1', made, { id: due[0]?.id ?? '' });
    expect(said).toMatchObject(NOT_DUE);
    expect(await lane.look((world) => world.get('staff', 'p1'))).toBeUndefined();
    await lane.close();
    await store.close();
  });
});
