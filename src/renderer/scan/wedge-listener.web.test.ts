import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WEDGE_LIMITS } from '../../shared/devices/wedge.ts';
import { listenToWedge } from './wedge-listener.ts';
import type { WedgeListener } from './wedge-listener.ts';

const codeOf = (sign: string) => (/\d/u.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`);
const scans: string[] = [];
const keys: string[] = [];
let listener: WedgeListener;
let at = 0;
let listening = true;

interface Typing {
  gap?: number;
  key?: string;
}

/** A key on the focused element; the character lands in the field unless the page prevented it. */
function press(
  code: string,
  sign: string | null,
  { gap = 8, key = sign ?? code }: Typing = {},
): boolean {
  at += gap;
  vi.advanceTimersByTime(gap);
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: at });
  const accepted = target.dispatchEvent(event);
  if (accepted && sign !== null && target instanceof HTMLInputElement) {
    target.value += sign;
    target.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return accepted;
}
function type(text: string, how: Typing = {}): void {
  for (const sign of text) press(codeOf(sign), sign, how);
}
function field(): HTMLInputElement {
  const input = document.createElement('input');
  document.body.append(input);
  input.focus();
  return input;
}

beforeEach(() => {
  vi.useFakeTimers();
  at = 0;
  listening = true;
  scans.length = 0;
  keys.length = 0;
  document.body.innerHTML = '';
  listener = listenToWedge(
    window,
    {
      listening: () => listening,
      onScan: (text) => scans.push(text),
      onKey: (_event, name) => keys.push(name),
    },
    WEDGE_LIMITS,
  );
});
afterEach(() => {
  listener.stop();
  vi.useRealTimers();
});

describe('scanner in keyboard mode', () => {
  it('takes a scan beside a field and swallows the key that ends it', () => {
    type('N00012345');
    expect(press('Enter', null)).toBe(false);
    expect(scans).toEqual(['N00012345'.toLowerCase()]);
  });

  it('puts a half-filled field back as it was before the scan', () => {
    const input = field();
    type('li', { gap: 150 });
    vi.advanceTimersByTime(500);
    at += 500;
    type('20001234');
    press('Enter', null);
    expect(scans).toEqual(['20001234']);
    expect(input.value).toBe('li');
  });

  it('leaves typing and its Enter alone', () => {
    const input = field();
    type('library', { gap: 120 });
    expect(press('Enter', null, { gap: 120 })).toBe(true);
    expect(scans).toEqual([]);
    expect(input.value).toBe('library');
  });

  it('reads the places of the keys when an input method has taken the letters', () => {
    field();
    type('n0001', { key: 'Process' });
    press('Enter', null);
    expect(scans).toEqual(['n0001']);
  });

  it('takes a scan without a suffix after a silence', () => {
    const input = field();
    type('20001234');
    vi.advanceTimersByTime(200);
    expect(scans).toEqual(['20001234']);
    expect(input.value).toBe('');
  });

  it('does not take a held key for a scan', () => {
    for (let turn = 0; turn < 8; turn += 1) {
      at += 30;
      const event = new KeyboardEvent('keydown', {
        code: 'KeyJ',
        key: 'j',
        repeat: turn > 0,
        bubbles: true,
      });
      Object.defineProperty(event, 'timeStamp', { value: at });
      document.body.dispatchEvent(event);
    }
    press('Enter', null);
    expect(scans).toEqual([]);
    expect(keys.filter((key) => key === 'j')).toHaveLength(8);
  });

  it('takes off the prefix that the library has set', () => {
    listener.setLimits({ ...WEDGE_LIMITS, prefixes: ['x'] });
    type('x20001234');
    press('Enter', null);
    expect(scans).toEqual(['20001234']);
  });

  it('leaves a password alone, however fast it is typed', () => {
    const input = field();
    input.type = 'password';
    type('shutai2018');
    expect(press('Enter', null, { key: 'Enter' })).toBe(true);
    expect(input.value).toBe('shutai2018');
    expect(scans).toEqual([]);
  });

  it('hears nothing while nobody may scan', () => {
    listening = false;
    const input = field();
    type('shutai2018');
    expect(press('Enter', null, { key: 'Enter' })).toBe(true);
    expect(input.value).toBe('shutai2018');
    expect([scans, keys]).toEqual([[], []]);
  });
});
