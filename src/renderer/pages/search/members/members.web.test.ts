// Registering and merging: the card is scanned, and what is wrong with it is said. What may not be done is not offered.
import { flushPromises } from '@vue/test-utils';
import { ElButton } from 'element-plus';
import { afterEach, describe, expect, it } from 'vitest';
import { pageWith } from '../../../../../tests/support/page.ts';
import { deliverScan } from '../../../scan/use-scan-target.ts';
import ReaderActions from './reader-actions.vue';
import ReaderMerge from './reader-merge.vue';
import ReaderRegister from './reader-register.vue';

const row = (id: string, set: object = {}) => ({
  id,
  nameMasked: `读者${id}`,
  cardMasked: '180****01',
  category: 'undergraduate',
  campus: 'north',
  status: 'active',
  registeredOn: '2018-01-01T00:00:00Z',
  ...set,
});
const found = (...ids: string[]) => ({
  rows: ids.map((id) => row(id)),
  count: { total: ids.length, more: false },
});
const scan = async (text: string) => {
  deliverScan({ text, source: 'wedge' });
  await flushPromises();
};
const withButtons = <T extends object>(component: T) => ({
  ...component,
  components: { ElButton },
});

const registering = () => {
  const page = pageWith({
    'readers.choices': () => ({ categories: ['teacher'], card: '' }),
    'readers.register': () => ({ ok: true, readerId: 'one', remarks: [] }),
  });
  return { page, view: page.mount(withButtons(ReaderRegister), {}) };
};
const merging = (answer: (text: string) => unknown) => {
  const page = pageWith({
    'search.readers': ({ text }) => answer(String(text)),
    'readers.departure': () => ({ things: THINGS, mayAlone: true }),
  });
  return page.mount(withButtons(ReaderMerge), { reader: row('one') });
};
const THINGS = ['loan', 'loan', 'hold'].map((kind) => ({ kind, id: kind, next: '', facts: {} }));
const acting = (set: object, campuses: string[] | null = null) => {
  const page = pageWith(
    { 'readers.restore': () => ({ ok: true, remarks: [] }) },
    ['desk'],
    campuses,
  );
  return { page, view: page.mount(withButtons(ReaderActions), { reader: row('one', set) }) };
};
const offered = (view: ReturnType<typeof acting>['view']) =>
  view.findAll('[data-form]').map((each) => each.attributes('data-form'));

afterEach(() => {
  document.body.innerHTML = '';
});

describe('registering', () => {
  it('takes the card from the scanner', async () => {
    const { view } = registering();
    await scan(' 1800000001');
    expect((view.get('[name="card"]').element as HTMLInputElement).value).toBe('1800000001');
    view.unmount();
  });
});

it('marks at the field what a registration lacks, and goes there', async () => {
  const { page, view } = registering();
  document.body.append(view.element);
  await view.get('[name="name"]').setValue('王小明');
  await view.get('form').trigger('submit');
  await flushPromises();
  const marked = view.findAll('[aria-invalid="true"]').map((each) => each.attributes('name'));
  expect(marked).toEqual(['card', 'category']);
  expect(document.activeElement?.getAttribute('name')).toBe('card');
  expect(view.get('[role="alert"]').text()).toBe('请填写证号、姓名、类别和校区。');
  expect(page.asked.map(({ name }) => name)).not.toContain('readers.register');
  view.unmount();
});

describe('what is typed of a reader', () => {
  const most = { card: '40', name: '80', phone: '40', email: '254' };
  const filled = { card: '1800000001', name: '王小明', phone: '', email: '' };

  it('ends where the library’s fields end', () => {
    const { view } = registering();
    for (const [field, length] of Object.entries(most)) {
      expect(view.get(`[name="${field}"]`).attributes('maxlength'), field).toBe(length);
    }
    view.unmount();
  });

  it.each([
    [{ name: '长'.repeat(81) }, '“姓名”太长，最多 80 个字符。请缩短后再试。'],
    [{ email: 'a@b,c' }, '“电子邮件”的写法不对。'],
  ])('is refused by its field and not sent: %j', async (set, sentence) => {
    const { page, view } = registering();
    await flushPromises();
    for (const [field, text] of Object.entries({ ...filled, ...set })) {
      await view.get(`[name="${field}"]`).setValue(text);
    }
    await view.get('[name="category"]').setValue('teacher');
    await view.get('[name="campus"]').setValue('north');
    await view.get('form').trigger('submit');
    await flushPromises();
    expect(view.get('.refusal').text()).toBe(sentence);
    const [field = ''] = Object.keys(set);
    expect(view.get(`[name="${field}"]`).attributes('aria-invalid')).toBe('true');
    expect(page.asked.map(({ name }) => name)).not.toContain('readers.register');
    view.unmount();
  });
});

describe('merging', () => {
  it('finds the other card by a scan', async () => {
    const view = merging(() => found('two'));
    await scan('1800000002');
    expect((view.get('[name="into"]').element as HTMLInputElement).value).toBe('1800000002');
    expect(view.get('[role="status"]').text()).toContain('读者two');
    view.unmount();
  });

  it('shows both sides, what moves, and warns where they do not look like one person', async () => {
    const other = row('two', { nameMasked: '花**', category: 'teacher' });
    const view = merging(() => ({ rows: [other], count: { total: 1, more: false } }));
    await scan('1800000002');
    const side = (field: string) =>
      view.findAll(`[data-side="${field}"] td`).map((each) => each.text());
    expect(side('name')).toEqual(['读者one', '花**']);
    expect(side('category')).toEqual(['本科生', '教师']);
    expect(view.get('.differs').text()).toBe('两张证的姓名、类别不同。请先核实是同一个人。');
    expect(view.get('[data-moving]').text()).toMatch(/借书 2\s*预约 1/u);
    view.unmount();
  });

  it('warns of nothing where both look alike', async () => {
    const same = row('two', { nameMasked: '读者one' });
    const view = merging(() => ({ rows: [same], count: { total: 1, more: false } }));
    await scan('1800000002');
    expect(view.find('[data-side]').exists()).toBe(true);
    expect(view.find('.differs').exists()).toBe(false);
    view.unmount();
  });

  it.each([
    [[], '没有这张证的读者。'],
    [['one'], '这就是同一张证的读者，不用合并。'],
    [['two', 'three'], '不止一位读者符合。请输入完整的证号。'],
  ])('says why %j is no card to merge into', async (ids, sentence) => {
    const view = merging(() => found(...ids));
    await scan('1800000001');
    expect(view.get('.problem').text()).toBe(sentence);
    expect(view.find('fieldset').exists()).toBe(false);
    view.unmount();
  });

  it('offers nobody while the next card is looked up', async () => {
    const view = merging((text) => (text === '2' ? found('two') : new Promise(() => undefined)));
    await scan('2');
    await scan('3');
    expect(view.text()).not.toContain('读者two');
    view.unmount();
  });
});

describe('what may be done to a reader', () => {
  it('is offered where the campus of the reader allows it, and nowhere else', () => {
    const { view } = acting({}, ['north']);
    expect(offered(view)).toEqual(['change', 'block', 'depart']);
    view.unmount();
    const { view: away } = acting({}, ['south']);
    expect(offered(away)).toEqual([]);
    away.unmount();
  });

  it.each([
    ['blocked', '停用由那里的同事恢复'],
    ['left', '读者资格由那里的同事恢复'],
    ['active', '资料和有效期由那里的同事更改'],
  ])('of another campus is done there, and the page says by whom: %s', (status, said) => {
    const { view: away } = acting({ status }, ['south']);
    expect(away.get('[data-elsewhere]').text()).toContain(said);
    expect(away.get('[data-elsewhere]').text()).toMatch(/属于north.*流通/u);
    away.unmount();
    const { view } = acting({ status }, ['north']);
    expect(view.find('[data-elsewhere]').exists()).toBe(false);
    view.unmount();
  });

  it('is to restore a reader who has left, and nothing else', async () => {
    const { page, view } = acting({ status: 'left' });
    expect(offered(view)).toEqual(['restore']);
    await view.get('[data-form="restore"]').trigger('click');
    await flushPromises();
    expect(page.asked).toMatchObject([{ name: 'readers.restore', input: { readerId: 'one' } }]);
    expect(view.get('[role="status"]').text()).toContain('已恢复读者资格');
    view.unmount();
    const { view: gone } = acting({ status: 'merged' });
    expect(offered(gone)).toEqual([]);
    gone.unmount();
  });
});
