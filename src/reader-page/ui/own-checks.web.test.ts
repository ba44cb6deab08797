// What a form lacks is said below its field in the page’s own words, and gone once something is typed.

import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useWords } from '../words/use-words.ts';
import { ownChecks } from './own-checks.ts';

const FORM = {
  template: `<form>
    <label class="field"><span>书名（必填）</span><input name="title" required></label>
    <label class="field"><span>书商</span><select name="vendor" required><option value="" /></select></label>
    <fieldset class="field"><legend>几颗星</legend>
      <label v-for="n in 2"><input type="radio" name="stars" :value="n" required></label>
    </fieldset></form>`,
};
const root = document.createElement('main');
ownChecks(root);
const said = () => [...root.querySelectorAll('[data-check]')].map((each) => each.textContent);

beforeEach(() => document.body.append(root));
afterEach(() => {
  root.remove();
  root.replaceChildren();
  useWords().language.value = 'zh';
});

function form() {
  const at = document.createElement('div');
  root.append(at);
  const view = mount(FORM, { attachTo: at });
  const check = () => (view.element as HTMLFormElement).checkValidity();
  return { view, check };
}

describe('a form that lacks something', () => {
  it('says so of each field by its name, once, and begins in the first', () => {
    const { view, check } = form();
    const bubbles: boolean[] = [];
    root.addEventListener('invalid', (event) => bubbles.push(event.defaultPrevented), true);
    expect(check()).toBe(false);
    expect(check()).toBe(false);
    expect(said()).toEqual(['请填写“书名”。', '请选择“书商”。', '请选择“几颗星”。']);
    expect(bubbles).not.toContain(false);
    expect(document.activeElement).toBe(view.get('[name="title"]').element);
    expect(view.get('[name="title"]').attributes('aria-invalid')).toBe('true');
    view.unmount();
  });

  it('is told in the reader’s language, and no more once it is filled in', async () => {
    useWords().language.value = 'en';
    const { view, check } = form();
    check();
    expect(said()[1]).toBe('Please choose “书商”.');
    await view.get('[name="title"]').setValue('书');
    expect(said()).toHaveLength(2);
    expect(view.get('[name="title"]').attributes('aria-invalid')).toBeUndefined();
    view.unmount();
  });
});
