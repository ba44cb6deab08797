// Saving in a browser: a file that could not be fetched is refused, never said to be saved.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBrowserShell } from './browser-shell.ts';
import type { ShellWindow } from './browser-shell.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function shellWith(fetch: ShellWindow['fetch']) {
  vi.useFakeTimers();
  const links: HTMLAnchorElement[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    links.push(this);
  });
  const { navigator, document } = window;
  const location = { href: 'http://127.0.0.1:1/', origin: 'http://127.0.0.1:1' } as Location;
  const none = () => null;
  const shell = createBrowserShell({
    location,
    navigator,
    document,
    print: none,
    open: none,
    fetch,
  });
  const save = (url: string) => shell['shell.saveFile']({ name: '清单.xlsx', url });
  return { links, save };
}

describe('a file of the desk', () => {
  it('is handed over under its name once it is whole', async () => {
    const { links, save } = shellWith(() => Promise.resolve(new Response('rows')));
    expect(await save('/download/ticket')).toEqual({ ok: true });
    expect(links.map(({ download, href }) => [download, href.slice(0, 5)])).toEqual([
      ['清单.xlsx', 'blob:'],
    ]);
  });

  it.each([
    ['is gone', () => Promise.resolve(new Response('', { status: 404 }))],
    ['cannot be reached', () => Promise.reject(new TypeError('failed to fetch'))],
  ])('that %s is refused', async (_, fetch) => {
    const { links, save } = shellWith(fetch);
    expect(await save('/download/ticket')).toMatchObject({ ok: false, code: 'file_not_fetched' });
    expect(links).toEqual([]);
  });

  it('from elsewhere is refused', async () => {
    const fetch = vi.fn<ShellWindow['fetch']>();
    const { save } = shellWith(fetch);
    expect(await save('http://127.0.0.1:2/x')).toMatchObject({ code: 'file_not_ours' });
    expect(fetch).not.toHaveBeenCalled();
  });
});
