// The four queues worked from first to last state in a real browser, by keyboard and scanner.

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDeskPage } from '../support/desk-page.ts';
import type { QueueDesk } from '../support/queue-desk.ts';

const there = useDeskPage('queues');
let at: QueueDesk;
let problems: string[];

beforeAll(() => {
  ({ at, problems } = there);
});
beforeEach(() => problems.splice(0));

/** Barcode of the first free copy that the form offers. */
async function freeCopy(campus: string): Promise<string> {
  const choices = at.page.locator('[data-field="copyId"] label', { hasText: '可用' });
  const words = await choices.filter({ hasText: campus }).first().innerText();
  return words.trim().split(/\s/u)[0] ?? '';
}

/** Takes the first free copy of a campus that the form offers; gives its barcode. */
async function takeFreeCopy(campus: string): Promise<string> {
  const choice = at.page
    .locator('[data-field="copyId"] label', { hasText: campus })
    .filter({ hasText: '可用' });
  await choice.first().locator('input').focus();
  await at.page.keyboard.press('Space');
  return (await choice.first().innerText()).trim().split(/\s/u)[0] ?? '';
}

describe('queues in the browser', () => {
  it('reallocation: asked, approved, sent, received, put on the hold shelf, lent', async () => {
    await at.as('desk-n', 'N1');
    await at.open('reallocation');
    await at.page.keyboard.press('+');
    await at.pick('readerId', '王');
    await at.pick('titleId', '地理');
    const another = await freeCopy('');
    await at.pick('titleId', '化学');
    const barcode = await takeFreeCopy('北校区');
    await at.choose('kind', '调来借阅');
    await at.choose('targetCampus', '南校区');
    await at.send();
    await at.reaches('submitted');
    const code = await at.code();
    const card = await at.card();

    await at.as('collection-all', 'N1');
    await at.open('reallocation', code);
    await at.begin('approve');
    await at.send();
    const chip = at.page.locator('.head .chip').first();
    await expect.poll(() => chip.innerText()).not.toContain('待审批');
    if ((await chip.innerText()).includes('待复核')) {
      await at.as('supervisor', 'N1');
      await at.open('reallocation', code);
      await at.begin('confirm');
      await at.send();
    }
    await at.reaches('approved');

    await at.as('desk-n', 'N1');
    await at.open('reallocation', code);
    await at.begin('pick');
    await at.scan(another);
    await at.page.locator('[data-code="other_title"]').waitFor();
    await at.scan(barcode);
    await at.reaches('picked');
    await at.begin('send');
    await at.scan('CR-001');
    await at.scan(barcode);
    await at.reaches('in_transit');

    await at.as('desk-s', 'S1');
    await at.open('reallocation', code);
    await at.begin('receive');
    await at.choose('condition', '完好');
    await at.scan(barcode);
    await at.reaches('arrived');
    await at.begin('hold_for_pickup');
    await at.scan(barcode);
    await at.reaches('ready');
    await at.begin('lend');
    await at.scan(card);
    await at.scan(barcode);
    await at.reaches('done');
    expect(problems).toEqual([]);
  });

  it('find book: asked, missed once, found by a second person, back on the shelf', async () => {
    await at.as('desk-n', 'N1');
    await at.open('find_book');
    await at.page.keyboard.press('+');
    await at.pick('readerId', '李');
    await at.pick('titleId', '生物');
    const barcode = await takeFreeCopy('北校区');
    await at.send();
    await at.reaches('open');
    const code = await at.code();
    await at.begin('not_there');
    await at.page.getByRole('button', { name: '全选' }).click();
    await at.send();
    await at.reaches('waiting');

    await at.as('assistant-n', 'N1');
    await at.open('find_book', code);
    await at.begin('found');
    await at.choose('cause', '书车');
    await at.scan(barcode);
    const shelf = at.page.locator('[data-field="place"] input');
    await shelf.fill('NT-1');
    await at.send();
    await at.reaches('found');
    await at.begin('reshelve');
    await at.scan(barcode);
    await at.reaches('done');
    expect(problems).toEqual([]);
  });

  it('purchase: asked, approved, ordered, handed out, taken back, accepted, shelved', async () => {
    await at.as('desk-n', 'N1');
    await at.open('purchase');
    await at.page.keyboard.press('+');
    await at.pick('readerId', '周');
    await at.type('isbn', '978-7-5086-9999-');
    await at.send();
    await at.page.getByText('不是有效的 ISBN').waitFor();
    await at.type('isbn', '9787111213826');
    await at.type('bookTitle', '新书一种');
    await at.type('price', '58.00');
    await at.choose('way', '服务台领取');
    await at.choose('campus', '北校区');
    await at.send();
    await at.reaches('review');
    const code = await at.code();
    const card = await at.card();

    await at.as('acquisitions', 'N1');
    await at.open('purchase', code);
    await at.begin('approve');
    await at.send();
    await at.reaches('approved');
    await at.begin('order');
    await at.type('expectedOn', '2018-06-20');
    await at.send();
    await at.reaches('ordered');

    await at.as('desk-n', 'N1');
    await at.open('purchase', code);
    await at.begin('ship');
    await at.scan('9787111213826');
    await at.scan(card);
    await at.reaches('with_reader');
    await at.begin('take_back');
    await at.choose('condition', '完好');
    await at.scan(`P-${code}`);
    await at.reaches('returned');

    await at.as('acquisitions-2', 'N1');
    await at.open('purchase', code);
    await at.begin('accept');
    await at.type('invoice', '56.50');
    await at.choose('collection', '新书借阅区');
    await at.scan(`P-${code}`);
    await at.scan('N99000001');
    await at.reaches('accepted');
    await at.begin('shelve');
    await at.type('callNumber', 'TP311/9');
    await at.scan('N99000001');
    await at.reaches('done');
    expect(problems).toEqual([]);
  });

  it('delivery: asked, accepted, picked, packed, carried, handed over with the card', async () => {
    await at.as('desk-n', 'N1');
    await at.open('delivery');
    await at.page.keyboard.press('+');
    await at.pick('readerId', '赵');
    await at.pick('titleId', '历史');
    const barcode = await takeFreeCopy('北校区');
    await at.choose('address', '竹园宿舍');
    await at.send();
    await at.reaches('submitted');
    const code = await at.code();
    const card = await at.card();
    await at.begin('accept');
    await at.send();
    await at.reaches('accepted');
    await at.begin('pick');
    await at.scan(barcode);
    await at.reaches('picked');
    await at.begin('pack');
    await at.scan('BAG-0001');
    await at.scan(barcode);
    await at.reaches('packed');

    await at.as('courier-n', 'N1');
    await at.open('delivery', code);
    await at.begin('depart');
    await at.scan('BAG-0001');
    await at.reaches('out');
    await at.begin('hand_over');
    await at.choose('proof', '读者证');
    await at.scan('BAG-0001');
    await at.scan(card);
    await at.reaches('done');
    expect(problems).toEqual([]);
  });

  it('the list: filtered, kept as a view, claimed, cancelled and undone by letters, noted in bulk', async () => {
    const { page } = at;
    await at.as('supervisor-2', 'N1');
    await at.open('find_book');
    const count = () => page.getByRole('tab', { name: '全部未结' }).innerText();
    await expect.poll(count).toMatch(/\d/u);
    const all = await count();
    await page.getByRole('button', { name: '超时', exact: true }).click();
    await expect.poll(count).not.toBe(all);
    const late = await count();
    await page.getByRole('button', { name: '我的视图' }).click();
    await page.getByPlaceholder(/命名/u).fill('超时的');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '清除筛选' }).click();
    await expect.poll(count).toBe(all);
    await page.getByRole('button', { name: '我的视图' }).click();
    await page.getByRole('button', { name: /^超时的/u }).click();
    await expect.poll(count).toBe(late);

    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.locator('.head .code').waitFor();
    await page.keyboard.press('c');
    await page.getByText(/^我认领至/u).waitFor();
    // A scanner's keys come too fast to be letters.
    await at.scan('cnz');
    expect(await page.locator('form.form').count()).toBe(0);
    await page.getByText(/^我认领至/u).waitFor();
    await page.keyboard.press('Escape');
    await at.begin('cancel');
    await at.choose('reason', '重复申请');
    await at.send();
    await at.reaches('cancelled');
    await page.keyboard.press('u');
    await page.locator('.head .chip', { hasText: '已取消' }).waitFor({ state: 'detached' });
    await page.getByText('已撤销', { exact: true }).first().waitFor();

    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('heading', { name: '已选 3 件' }).waitFor();
    await page.locator('.bulk [data-action="note"]').click();
    await page.locator('.bulk textarea').fill('今日集中查找');
    await page.keyboard.press('Control+Enter');
    await page.getByText('完成 3 件，未完成 0 件').waitFor();
    expect(problems).toEqual([]);
  });
});
