// Why a page has no connection: the desk has ended, or it runs and no longer knows the browser.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { StrangerError, connectDesk } from './connect.ts';
import { openSocketPort } from './socket-port.ts';

/** A socket that is refused at once. */
class Refused extends EventTarget {
  constructor() {
    super();
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
  }
}
const place = { protocol: 'http:', host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' } as Location;

function host(answer: () => Promise<Response>): void {
  vi.stubGlobal('WebSocket', Refused);
  vi.stubGlobal('fetch', answer);
}
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a page without its desk', () => {
  it('learns that its cookie is gone from the desk that turns it away', async () => {
    host(async () => new Response(null, { status: 403 }));
    await expect(openSocketPort(place)).rejects.toBeInstanceOf(StrangerError);
    const desk = connectDesk(() => openSocketPort(place));
    await vi.waitFor(() => expect(desk.state.value).toBe('stranger'));
  });

  it('takes a desk that answers nothing for one that has ended, after some tries', async () => {
    vi.useFakeTimers();
    host(async () => {
      throw new TypeError('Failed to fetch');
    });
    const desk = connectDesk(() => openSocketPort(place));
    await vi.advanceTimersByTimeAsync(100);
    expect(desk.state.value).toBe('lost');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(desk.state.value).toBe('away');
  });
});
