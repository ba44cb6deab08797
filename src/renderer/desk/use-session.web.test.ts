import { afterEach, expect, it } from 'vitest';
import { dayOf, keepZone } from '../i18n/dates.ts';
import type { Output } from './operations.ts';
import { inPage, testDesk } from './testing.ts';
import { provideSession } from './use-session.ts';

afterEach(() => keepZone('Asia/Shanghai'));

it('has days follow the zone of the library, also when that is chosen anew', async () => {
  let zone = 'America/New_York';
  const { desk, change } = testDesk({
    'session.info': () => Promise.resolve({ zone } as Output<'session.info'>),
  });
  const { unmount } = inPage(desk, provideSession);
  const at = '2018-06-05T17:30:00.000Z';
  await expect.poll(() => dayOf(at)).toBe('2018-06-05');
  zone = 'Asia/Tokyo';
  change('policy');
  await expect.poll(() => dayOf(at)).toBe('2018-06-06');
  unmount();
});
