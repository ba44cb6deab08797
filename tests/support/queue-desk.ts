// Works the queue page as a librarian does: keyboard and scanner, one person after another on the same desk.

import type { Locator, Page } from 'playwright-core';
import { queueTexts } from './queue-texts.ts';
import { typeAsScanner } from './wedge-keys.ts';
import type { QueueName } from '../../src/shared/queues/request.ts';

const texts = queueTexts('zh');

/** A person at a service point, and the queue page before them. */
export interface QueueDesk {
  page: Page;
  /** Signs in at a point of that code, after whoever was there has gone. */
  as(login: string, point: string): Promise<void>;
  /** Opens a queue, with the request of that code if one is named. */
  open(queue: QueueName, code?: string): Promise<void>;
  /** Presses the letter on the action's button and waits for its form. */
  begin(action: string): Promise<void>;
  /** Chooses a radio button or an option by part of its words, with the keyboard where it is a radio group. */
  choose(field: string, words: string): Promise<void>;
  type(field: string, text: string): Promise<void>;
  /** Types into a search field and takes the first answer that is in use; gives its words. */
  pick(field: string, text: string): Promise<string>;
  /** Sends the open form with Enter or its shortcut. */
  send(): Promise<void>;
  /** A code at a scanner's speed, with the Enter that ends it. */
  scan(code: string): Promise<void>;
  /** Waits until the open request has come to a state. */
  reaches(state: string): Promise<void>;
  /** Code of the open request. */
  code(): Promise<string>;
  /** Full card number of the open request's reader. */
  card(): Promise<string>;
}

/** Makes it over a page that shows the sign-in. */
export function queueDesk(page: Page): QueueDesk {
  let queue: QueueName = 'reallocation';
  page.setDefaultTimeout(15_000);
  const field = (name: string): Locator => page.locator(`[data-field="${name}"]`);
  const signOut = async () => {
    await page.getByRole('button', { name: '当前馆员' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.locator('.account').first().waitFor();
  };
  return {
    page,
    async as(login, point) {
      await page.locator('.account, .frame').first().waitFor();
      if (await page.locator('.frame').isVisible()) await signOut();
      await page
        .locator('.account')
        .filter({ has: page.getByText(login, { exact: true }) })
        .click();
      await page.locator('form .el-select').click();
      await page.locator('.el-select-dropdown__item', { hasText: `${point} ·` }).click();
      await page.locator('form button[type="submit"]').click();
      await page.locator('.frame').waitFor();
    },
    async open(name, code) {
      queue = name;
      await page.goto(`${page.url().split('#')[0] ?? ''}#/queue/${name}`);
      await page.getByRole('heading', { level: 1, name: texts[name].name }).waitFor();
      if (code === undefined) return;
      await page.getByRole('tab', { name: '全部未结' }).click();
      await page.getByRole('searchbox').fill(code);
      await page.locator('[role="row"]', { hasText: code }).first().waitFor();
      await page.waitForFunction(() => document.querySelectorAll('[role="row"]').length < 3);
      await page.getByRole('searchbox').press('Tab');
      await page.getByRole('grid').focus();
      await page.keyboard.press('ArrowDown');
      await page.locator('.head .code', { hasText: code }).waitFor();
    },
    async begin(action) {
      const button = page.locator(`.bar [data-action="${action}"]`);
      const letter = await button.locator('kbd').innerText();
      await page.keyboard.press(letter.toLowerCase());
      await page.locator('form.form').waitFor();
    },
    async choose(name, words) {
      const select = field(name).locator('select');
      if ((await select.count()) > 0) {
        const option = select.locator('option', { hasText: words }).first();
        await select.selectOption(await option.getAttribute('value'));
        return;
      }
      await field(name).locator('label', { hasText: words }).first().locator('input').focus();
      await page.keyboard.press('Space');
    },
    async type(name, text) {
      await field(name).locator('input, textarea').fill(text);
    },
    async pick(name, text) {
      await field(name).locator('input').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
      const options = field(name).locator('[role="option"]');
      await options.first().waitFor();
      const words = await options.allInnerTexts();
      const fit = words.findIndex((each) => !/已停用|已过期/u.test(each));
      for (let step = 0; step < fit; step += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      return words[fit] ?? '';
    },
    async send() {
      await page.keyboard.press('Control+Enter');
    },
    async scan(code) {
      // A person has let go of the keys before the scanner begins.
      await page.waitForTimeout(120);
      await typeAsScanner(page, code);
    },
    async reaches(state) {
      const words = texts[queue].states[state] ?? state;
      await page.locator('.head .chip', { hasText: words }).first().waitFor();
    },
    code: () => page.locator('.head .code').innerText(),
    async card() {
      const reader = page.getByRole('region', { name: '读者' });
      const button = reader.getByRole('button', { name: /显示读者信息/u });
      if (await button.isVisible()) await button.click();
      await reader.getByText('联系方式').waitFor();
      return reader.locator('dd.mono').innerText();
    },
  };
}
