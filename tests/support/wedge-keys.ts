// A scanner in keyboard mode: its keys have a scanner's times, whatever else the machine does.

import type { Page } from 'playwright-core';

const SHIFT = 8;

/** Where a sign lies on the US layout that scanners type. */
function codeOf(sign: string): string {
  if (/\d/u.test(sign)) return `Digit${sign}`;
  return sign === '-' ? 'Minus' : `Key${sign.toUpperCase()}`;
}

function keysOf(sign: string) {
  const key = sign === '\r' ? 'Enter' : sign;
  const code = sign === '\r' ? 'Enter' : codeOf(sign);
  const modifiers = /[A-Z]/u.test(sign) ? SHIFT : 0;
  const windowsVirtualKeyCode = sign === '\r' ? 13 : sign.toUpperCase().charCodeAt(0);
  const common = { key, code, modifiers, windowsVirtualKeyCode };
  return [
    { type: 'keyDown' as const, text: sign, ...common },
    { type: 'keyUp' as const, ...common },
  ];
}

/** Types a code with the Enter that ends it: all keys are sent at once, and say that a millisecond lies between two. */
export async function typeAsScanner(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const begun = Date.now();
  const timed = <E extends object>(event: E, index: number) => ({
    ...event,
    timestamp: (begun + index) / 1000,
  });
  const events = [...code, '\r'].flatMap(keysOf).map(timed);
  await Promise.all(events.map((event) => session.send('Input.dispatchKeyEvent', event)));
  await session.detach();
}
