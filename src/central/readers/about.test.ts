import { expect, it } from 'vitest';
import { readerHttp } from '../../../tests/support/reader-http.ts';

it('tells anybody whose library it is, and in the demonstration a card whose PIN is its end', async () => {
  await using http = await readerHttp();
  const { status, body } = await http.call({ method: 'GET', url: '/v1/reader/about' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ library: { zh: expect.any(String) }, zone: 'Asia/Shanghai' });
  const [card = ''] = (body as unknown as { demoCards: string[] }).demoCards;
  const payload = { card, pin: card.slice(-6) };
  const came = await http.call({ method: 'POST', url: '/v1/reader/session', payload });
  expect(came.status).toBe(200);
});
