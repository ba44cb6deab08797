import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { readerHttp } from '../../../tests/support/reader-http.ts';

it('keeps how a reader wants to be told, and changes only what is named', async () => {
  await using http = await readerHttp();
  const reader = await http.reader(1);
  const mine = async () => (await reader.get('/v1/reader/me')).body;
  expect(await mine()).toMatchObject({ language: null, notices: null });
  expect(await mine()).toMatchObject({ digestAt: '18:00', quietHours: '22:00-07:00' });
  const prefer = async (wanted: object) => {
    const body = { requestId: randomUUID(), ...wanted };
    const { status } = await reader.post('/v1/reader/preferences', body);
    return status;
  };
  expect(await prefer({ language: 'en', notices: 'digest' })).toBe(200);
  expect(await mine()).toMatchObject({ language: 'en', notices: 'digest' });
  expect(await prefer({ notices: null })).toBe(200);
  expect(await mine()).toMatchObject({ language: 'en', notices: null });
  expect(await prefer({ language: 'fr' })).toBe(400);
});
