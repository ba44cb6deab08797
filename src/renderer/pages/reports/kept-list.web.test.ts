import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import KeptList from './kept-list.vue';

const NONE = { reports: [], damaged: [], foreign: [], unreadable: [], unwritten: null };

function troublesOf(kept: Record<string, unknown>): string[] {
  const wrapper = pageWith({}).mount(KeptList, { kept: { ...NONE, ...kept }, opened: null });
  const texts = wrapper.findAll('[role="status"]').map((each) => each.text());
  wrapper.unmount();
  return texts;
}

it('tells damaged files, those of another version and those that cannot be opened apart', () => {
  const kept = {
    damaged: ['2018-03.json.damaged'],
    foreign: ['2018-04.json'],
    unreadable: ['2018-02.json'],
  };
  expect(troublesOf(kept)).toEqual([
    '▲ 1 份留存的报告无法读取，已另存为：2018-03.json.damaged',
    '▲ 1 份留存的报告由其他版本的程序写成，原样保留：2018-04.json',
    '▲ 1 份留存的报告无法打开，仍在原处：2018-02.json',
  ]);
  expect(troublesOf({})).toEqual([]);
});

it('says which report could not be kept by itself, and why', () => {
  const refusal = { ok: false, code: 'disk_full', facts: {} };
  const [text] = troublesOf({ unwritten: { name: '2018-05', refusal } });
  expect(text).toContain('2018-05 的报告未能自动留存');
  expect(text).toContain('磁盘满了');
});
