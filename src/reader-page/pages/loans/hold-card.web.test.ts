// A hold: where it stands is said once, and it is cancelled only after being asked once more.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { HoldLine } from '../../../shared/sync/reader-circulation-views.ts';
import { answered, mounted } from '../../phone/testing.ts';
import HoldCard from './hold-card.vue';

const both = (text: string) => ({ zh: text, en: text });
const hold = {
  id: 'h1',
  titleId: 't1',
  title: '书',
  state: 'waiting',
  place: 2,
  waiting: 3,
  campusName: both('北校区'),
  readySlot: null,
  readyUntil: null,
  sentence: both('排在第 2 位，共 3 人等待。'),
} as unknown as HoldLine;

it('says its place once, and is given up on the second button only', async () => {
  const asked: string[] = [];
  const cancelHold = async (id: string) => {
    asked.push(id);
    return answered({});
  };
  const view = mounted(HoldCard, { hold }, { cancelHold });
  expect(view.text().match(/第 2 位/gu)).toHaveLength(1);
  await view.get('[data-cancel]').trigger('click');
  expect(asked).toEqual([]);
  expect(view.get('[role="alert"]').text()).toContain('确定取消预约吗');
  await view.get('[data-yes]').trigger('click');
  await flushPromises();
  expect(asked).toEqual(['h1']);
  expect(view.emitted('done')).toHaveLength(1);
});
