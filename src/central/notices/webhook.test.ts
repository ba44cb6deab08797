import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { noticeScene, realTimers } from '../../../tests/support/notice-scene.ts';
import type { Letter } from './carrier.ts';
import { signatureOf, webhookCarrier } from './webhook.ts';

const SECRET = 'a secret of the library';

interface Call {
  headers: IncomingHttpHeaders;
  body: string;
}
interface Receiver {
  url: URL;
  calls: Call[];
  answer: (response: ServerResponse) => void;
}

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A real receiver on loopback. */
async function receiver(): Promise<Receiver> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      made.answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const made: Receiver = {
    url: new URL(`http://127.0.0.1:${port}/notices`),
    calls,
    answer: (response) => void response.writeHead(204).end(),
  };
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return made;
}

const carrierTo = (url: URL, limit?: number) =>
  webhookCarrier({
    url,
    secret: SECRET,
    clock: { now: () => '2026-03-01T08:00:00.000Z' },
    timers: realTimers,
    ...(limit === undefined ? {} : { limit }),
  });

const letter: Letter = {
  id: 'notice-1',
  requestId: 'request-1',
  readerId: 'reader-1',
  code: 'delivery.ready',
  at: '2018-06-06T00:30:00.000Z',
  corrects: null,
  language: 'zh',
  library: '示范大学图书馆',
  subject: '通知',
  text: '《红楼梦》等您领取。',
  footer: '',
  address: 'reader1@students.example',
};

describe('a webhook', () => {
  it('is a signed POST that names the notice and no address', async () => {
    const there = await receiver();
    expect(await carrierTo(there.url).send(letter)).toEqual({ is: 'sent' });
    const [call] = there.calls;
    const timestamp = Number(call?.headers['x-shutai-timestamp']);
    expect(timestamp).toBe(Date.parse('2026-03-01T08:00:00.000Z') / 1000);
    expect(call?.headers['x-shutai-signature']).toBe(
      signatureOf(SECRET, timestamp, call?.body ?? ''),
    );
    expect(call?.headers['idempotency-key']).toBe('notice-1');
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      notice: 'notice-1',
      reader: 'reader-1',
      text: '《红楼梦》等您领取。',
    });
    expect(call?.body).not.toContain('students.example');
  });

  it.each([
    [400, 'refused'],
    [410, 'refused'],
    [422, 'refused'],
    [301, 'failed'],
    [401, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('answered with %i is %s', async (status, is) => {
    const there = await receiver();
    there.answer = (response) =>
      void response.writeHead(status, { 'retry-after': '90', location: '/other' }).end('no');
    expect(await carrierTo(there.url).send(letter)).toMatchObject({ is });
    expect(there.calls).toHaveLength(1);
  });

  it('is given up after the limit where no answer comes', async () => {
    const there = await receiver();
    there.answer = () => undefined;
    expect(await carrierTo(there.url, 200).send(letter)).toMatchObject({
      is: 'failed',
      why: 'too long',
      mayHaveArrived: true,
    });
  });

  it('is not held up by a body that never ends', async () => {
    const there = await receiver();
    there.answer = (response) => void response.writeHead(200).write('still ');
    expect(await carrierTo(there.url).send(letter)).toEqual({ is: 'sent' });
  });

  it('is certainly not there where nobody listens', async () => {
    const there = await receiver();
    open.splice(0).forEach((close) => close());
    expect(await carrierTo(there.url).send(letter)).toMatchObject({ mayHaveArrived: false });
  });

  it('comes again with the same key when the receiver was busy, not before it asked to', async () => {
    const there = await receiver();
    const scene = noticeScene();
    await scene.story.submits('desk-a', 'find_book', { readerId: 'reader-1', copyId: 'c1' });
    await scene.commit();
    there.answer = (response) => void response.writeHead(503, { 'retry-after': '600' }).end();
    const delivery = scene.process([carrierTo(there.url)]);
    await delivery.runDue();
    there.answer = (response) => void response.writeHead(200).end();
    scene.wait(9);
    await delivery.runDue();
    expect(there.calls).toHaveLength(1);
    scene.wait(2);
    expect(await delivery.runDue()).toBe(1);
    const [first, second] = there.calls.map((call) => call.headers['idempotency-key']);
    expect(second).toBe(first);
  });
});
