// Who may see what: without a session only the sign-in, with a PIN of a desk only the choice of another.

import { describe, expect, it } from 'vitest';
import { tokenStore } from './phone/tokens.ts';
import { createPages } from './routes.ts';
import { nextAfter } from './routes-next.ts';

const TOKENS = { token: 't', refresh: 'r', mustChange: false };

async function at(path: string, tokens: typeof TOKENS | null) {
  sessionStorage.clear();
  const store = tokenStore(sessionStorage);
  if (tokens) store.keep(tokens);
  const pages = createPages(store);
  await pages.push(path);
  return { store, pages, now: () => pages.currentRoute.value };
}

describe('pages', () => {
  it('ask a stranger to sign in, and remember where they wanted to go', async () => {
    const { now } = await at('/take?code=ABCD', null);
    expect(now()).toMatchObject({ name: 'sign-in', query: { next: '/take?code=ABCD' } });
  });

  it('lead who has a session past the sign-in, to an address of this page only', async () => {
    const { now } = await at('/sign-in?next=/loans', TOKENS);
    expect(now().name).toBe('loans');
    expect(['//evil.example', 'https://evil.example', undefined, ['x']].map(nextAfter)).toEqual(
      Array.from({ length: 4 }, () => '/'),
    );
  });

  it('have a form for each of the queues and for nothing else', async () => {
    const names = await Promise.all(
      ['/ask/find_book?titleId=t1', '/ask/purchase', '/ask/nonsense', '/ask/purchases'].map(
        async (path) => (await at(path, TOKENS)).now().name,
      ),
    );
    expect(names).toEqual(['ask', 'ask', 'missing', 'missing']);
  });

  it('have a PIN of a desk changed before anything else', async () => {
    const { now } = await at('/requests', { ...TOKENS, mustChange: true });
    expect(now().name).toBe('pin');
  });

  it('go to the sign-in, with a word about it, when the session ends under them', async () => {
    const { store, pages, now } = await at('/loans', TOKENS);
    store.keep(null, 'ended');
    await new Promise((done) => {
      pages.afterEach(() => done(null));
    });
    expect(now()).toMatchObject({ name: 'sign-in', query: { next: '/loans', ended: '1' } });
  });
});
