import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { createKeyHandler, useKeys } from './use-keys.ts';
import type { KeyAction } from './use-keys.ts';

const done: string[] = [];
const action = (key: string, more: Partial<KeyAction> = {}): KeyAction => ({
  key,
  run: () => void done.push(key),
  ...more,
});
const page = (actions: KeyAction[], name?: 'everywhere' | 'here' | 'now') =>
  mount(
    defineComponent({
      setup() {
        useKeys(() => actions, name);
        return () => h('div');
      },
    }),
  );

let handle: ReturnType<typeof createKeyHandler>;
let at = 1000;
function key(
  name: string,
  gap = 500,
  target: EventTarget = document.body,
  more: KeyboardEventInit = {},
) {
  at += gap;
  vi.advanceTimersByTime(gap);
  const event = new KeyboardEvent('keydown', { key: name, cancelable: true, ...more });
  Object.defineProperties(event, { timeStamp: { value: at }, target: { value: target } });
  handle(event, name);
  return event;
}

beforeEach(() => {
  vi.useFakeTimers();
  done.length = 0;
  handle = createKeyHandler({
    set: (run, ms) => setTimeout(run, ms),
    clear: (id) => clearTimeout(id),
  });
});
afterEach(() => vi.useRealTimers());

describe('keys of the page', () => {
  it('lets a letter act only when no other key follows at once', () => {
    const open = page([action('a'), action('b')]);
    key('a');
    key('b', 20);
    expect(done).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(done).toEqual(['b']);
    open.unmount();
  });

  it('does nothing for the letters and the Enter of a hurried code', () => {
    const open = page([action('a'), action('Enter')]);
    key('a');
    key('1', 10);
    key('Enter', 10);
    vi.advanceTimersByTime(500);
    expect(done).toEqual([]);
    open.unmount();
  });

  it('gives a key to the topmost layer that knows it, and back when that goes', () => {
    const below = page([action('Escape', { run: () => void done.push('below') })], 'everywhere');
    const above = page([action('Escape', { run: () => void done.push('above') })]);
    key('Escape');
    above.unmount();
    key('Escape');
    expect(done).toEqual(['above', 'below']);
    below.unmount();
  });

  it('leaves letters to a field, and Ctrl with a letter to whoever asked for it always', () => {
    const open = page([action('a'), action('mod+k', { always: true }), action('mod+z')]);
    const field = document.createElement('input');
    key('a', 500, field);
    vi.advanceTimersByTime(100);
    key('z', 500, field, { ctrlKey: true });
    const event = key('k', 500, field, { ctrlKey: true });
    expect(done).toEqual(['mod+k']);
    expect(event.defaultPrevented).toBe(true);
    open.unmount();
  });

  it('leaves Enter to the button that has the focus', () => {
    const open = page([action('Enter')]);
    key('Enter', 500, document.createElement('button'));
    expect(done).toEqual([]);
    key('Enter');
    expect(done).toEqual(['Enter']);
    open.unmount();
  });
});
