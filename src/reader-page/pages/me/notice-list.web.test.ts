// Notices lead to what they are about, except where they stand beside it.

import { expect, it } from 'vitest';
import type { NoticeLine } from '../../../shared/sync/reader-views.ts';
import { mounted } from '../../phone/testing.ts';
import NoticeList from './notice-list.vue';

const notice = (topic: NoticeLine['topic'], requestId: string | null = null): NoticeLine => ({
  id: topic,
  at: '2018-06-06T00:00:00.000Z',
  requestId,
  requestCode: requestId && 'W-1',
  topic,
  text: { zh: '请在 2018-06-08 前回答。', en: 'Please answer by 2018-06-08.' },
  correction: false,
});

it('leads to the request, else to the screen of its kind', () => {
  const notices = [notice('requests', 'r1'), notice('loans'), notice('feedback')];
  const view = mounted(NoticeList, { notices }, {});
  expect(view.findAll('a').map((link) => link.attributes('href'))).toEqual([
    '/request/r1',
    '/loans',
    '/feedback',
  ]);
  expect(view.text()).toContain('查看申请 W-1');
  expect(view.text()).toContain('请在2018年6月8日前回答。');
  const here = mounted(NoticeList, { notices, here: true }, {});
  expect(here.findAll('a')).toHaveLength(0);
  expect(here.findAll('[data-notice]')).toHaveLength(3);
});
