import { afterEach, describe, expect, it } from 'vitest';
import { noticeScene, realTimers } from '../../../tests/support/notice-scene.ts';
import { startSilence, startSmtp } from '../../../tests/support/smtp.ts';
import type { Smtp } from '../../../tests/support/smtp.ts';
import type { Letter } from './carrier.ts';
import { emailCarrier } from './email.ts';
import { isAddress, mailServerOf, webhookOf } from './settings.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function smtp(...login: Parameters<typeof startSmtp>): Promise<Smtp> {
  const server = await startSmtp(...login);
  open.push(server);
  return server;
}

const carrierTo = (url: string, limit = 5_000) =>
  emailCarrier({
    server: mailServerOf(url),
    from: 'desk@library.example',
    clock: { now: () => '2026-03-01T08:00:00.000Z' },
    timers: realTimers,
    limit,
  });

function letter(over: Partial<Letter> = {}): Letter {
  return {
    id: 'notice-1',
    requestId: 'request-1',
    readerId: 'reader-1',
    code: 'delivery.submitted',
    at: '2018-06-06T00:30:00.000Z',
    corrects: null,
    language: 'zh',
    library: '示范大学图书馆',
    subject: '【示范大学图书馆】帮我送书申请 W-0001 的通知',
    text: '已收到您的送书申请 W-0001：《红楼梦》，明天下午送到。',
    footer: '请勿回复。',
    address: 'reader1@students.example',
    ...over,
  };
}

function headerOf(received: Smtp['received'][number] | undefined, name: string): string {
  const line = received?.headers.find((each) => each.toLowerCase().startsWith(`${name}:`));
  const value = line?.slice(name.length + 1).trim() ?? '';
  return value.replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=\s*/giu, (_, how: string, text: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString('utf8')
      : decodeURIComponent(text.replaceAll('_', ' ').replaceAll('=', '%')),
  );
}

describe('a letter', () => {
  it('arrives as plain UTF-8 text with a Chinese subject and the notice as its Message-ID', async () => {
    const server = await smtp();
    expect(await carrierTo(server.url).send(letter({ corrects: 'notice-0' }))).toEqual({
      is: 'sent',
    });
    const [got] = server.received;
    expect(got).toMatchObject({ from: 'desk@library.example', to: ['reader1@students.example'] });
    expect(headerOf(got, 'subject')).toBe('【示范大学图书馆】帮我送书申请 W-0001 的通知');
    expect(headerOf(got, 'from')).toContain('示范大学图书馆');
    expect(headerOf(got, 'message-id')).toBe('<notice-1@library.example>');
    expect(headerOf(got, 'in-reply-to')).toBe('<notice-0@library.example>');
    expect(headerOf(got, 'content-type')).toBe('text/plain; charset=utf-8');
    expect(headerOf(got, 'auto-submitted')).toBe('auto-generated');
    expect(headerOf(got, 'date')).toContain('01 Mar 2026');
    expect(got?.text).toContain('《红楼梦》，明天下午送到。');
  });

  it('signs in where the server wants it', async () => {
    const server = await smtp({ user: 'desk', password: 'right' });
    expect(await carrierTo(server.url).send(letter())).toEqual({ is: 'sent' });
    const wrong = server.url.replace('right', 'wrong');
    expect(await carrierTo(wrong).send(letter())).toMatchObject({
      is: 'failed',
      mayHaveArrived: false,
    });
  });

  it('cannot be given a header, a second recipient or a command by any of its texts', async () => {
    const server = await smtp();
    const evil = 'x\r\nBcc: spy@evil.example\r\n\r\nhello\r\n.\r\nRCPT TO:<spy@evil.example>';
    const carrier = carrierTo(server.url);
    const sent = await carrier.send(letter({ subject: evil, library: evil, text: evil }));
    expect(sent).toEqual({ is: 'sent' });
    const [got] = server.received;
    expect(got?.to).toEqual(['reader1@students.example']);
    expect(got?.headers.filter((line) => /^bcc/iu.test(line))).toEqual([]);
    expect(headerOf(got, 'subject')).toContain('x Bcc: spy@evil.example');
    for (const address of [
      'reader@a.example\r\nBcc: spy@evil.example',
      'reader@a.example, spy@evil.example',
      'Spy <spy@evil.example>',
      'reader@a.example>\r\nDATA',
      '张三@',
    ]) {
      expect(await carrier.send(letter({ address }))).toEqual({
        is: 'skipped',
        why: 'bad_address',
      });
    }
    expect(await carrier.send(letter({ address: '' }))).toMatchObject({ why: 'no_address' });
    expect(server.received).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it.each([
    ['rcpt', 550, 'refused'],
    ['rcpt', 450, 'failed'],
    ['data', 554, 'refused'],
    ['data', 451, 'failed'],
  ] as const)('at %s with %i is %s, and tells nothing of the reader', async (at, code, is) => {
    const server = await smtp();
    server.answers.push({ at, code });
    const attempt = await carrierTo(server.url).send(letter());
    expect(attempt).toMatchObject({ is, why: expect.stringContaining(String(code)) });
    expect(attempt).not.toMatchObject({ mayHaveArrived: true });
    expect(JSON.stringify(attempt)).not.toContain('reader1');
    expect(server.received).toEqual([]);
  });

  it('by nobody at the port is tried again', async () => {
    const silence = await startSilence();
    silence.close();
    const attempt = await carrierTo(`smtp://127.0.0.1:${silence.port}`).send(letter());
    expect(attempt).toMatchObject({ is: 'failed', mayHaveArrived: false });
  });
});

describe('an answer that does not come', () => {
  it('ends after the limit, certain that nothing arrived while the server never greeted', async () => {
    const silence = await startSilence();
    open.push(silence);
    const attempt = await carrierTo(`smtp://127.0.0.1:${silence.port}`, 200).send(letter());
    expect(attempt).toMatchObject({ is: 'failed', mayHaveArrived: false });
  });

  it('leaves it open whether the letter arrived once it was given over', async () => {
    const server = await smtp();
    server.answers.push('hang');
    const attempt = await carrierTo(server.url, 400).send(letter());
    expect(attempt).toMatchObject({ is: 'failed', mayHaveArrived: true });
  });
});

describe('a process that ends between sending and marking', () => {
  it('is followed by one that sends the same Message-ID again, which the receiver can tell', async () => {
    const server = await smtp();
    const scene = noticeScene();
    await scene.story.submits('desk-a', 'find_book', { readerId: 'reader-1', copyId: 'c1' });
    const [notice] = await scene.commit();
    const carrier = carrierTo(server.url);
    const ending = {
      ...carrier,
      send: (out: Letter) => carrier.send(out).then(() => new Promise<never>(() => undefined)),
    };
    void scene.process([ending]).runDue();
    await expect.poll(() => server.received.length).toBe(1);
    expect(await scene.process([carrier]).runDue()).toBe(0);
    scene.wait(2);
    expect(await scene.process([carrier]).runDue()).toBe(1);
    const ids = server.received.map((each) => headerOf(each, 'message-id'));
    expect(ids).toEqual([`<${notice?.id}@library.example>`, `<${notice?.id}@library.example>`]);
    expect(await scene.outcome(notice?.id ?? '', 'email')).toBe('done sent');
  });
});

describe('settings', () => {
  it('are read from addresses', () => {
    expect(mailServerOf('smtps://u%40x:p%3A@mail.example')).toEqual({
      host: 'mail.example',
      port: 465,
      tls: 'always',
      login: { user: 'u@x', password: 'p:' },
    });
    expect(mailServerOf('smtp://mail.example')).toMatchObject({ port: 587, tls: 'starttls' });
    expect(mailServerOf('smtp://127.0.0.1:2525')).toMatchObject({ tls: 'none', login: null });
    expect(mailServerOf('smtp://relay.example:25?tls=none')).toMatchObject({ tls: 'none' });
    expect(() => mailServerOf('mail.example')).toThrow('smtp://');
    expect(() => webhookOf('http://push.example/x')).toThrow('https');
    expect(webhookOf('http://localhost:1/x').pathname).toBe('/x');
    expect(isAddress('a@b.example')).toBe(true);
    expect(isAddress('a@b..example')).toBe(false);
  });
});
