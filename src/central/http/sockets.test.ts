import { describe, expect, it } from 'vitest';
import { allAccepted, commandOf } from '../../../tests/support/central-http.ts';
import {
  LIVE,
  asked,
  rawTalk,
  running,
  sleep,
  textOf,
} from '../../../tests/support/central-sockets.ts';
import { failureBody } from '../../shared/sync/protocol.ts';

const codeIn = (text: string) => failureBody.parse(JSON.parse(text.slice(text.indexOf('{')))).code;

describe('slow and hostile connections', () => {
  it('are cut whether they say nothing, half a head or half a body', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    const silent = rawTalk(port, () => undefined);
    const half = rawTalk(port, (socket) => socket.write('GET /v1/health HTTP/1.1\r\nHost: x\r\n'));
    const drip = rawTalk(port, (socket) => {
      socket.write('GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n');
      const timer = setInterval(() => socket.write('X-A: b\r\n'), 40);
      socket.on('close', () => clearInterval(timer));
    });
    const body = rawTalk(port, (socket) => {
      const head = [
        'POST /v1/push HTTP/1.1',
        'Host: 127.0.0.1',
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
        'Content-Length: 5000',
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n{"epoch":`);
    });
    for (const talk of await Promise.all([silent, half, drip, body])) {
      expect(talk.ms).toBeLessThan(2000);
      expect(talk.text).toMatch(/^(?:HTTP\/1\.1 408 .*)?$/su);
    }
  });

  it('keep nobody else waiting', async () => {
    const { port } = await running();
    const slow = Array.from({ length: 100 }, () =>
      rawTalk(port, (socket) => socket.write('GET /v1/health HTTP/1.1\r\n')),
    );
    const times: number[] = [];
    for (let count = 0; count < 50; count += 1) {
      const began = performance.now();
      const answer = await asked(port, '/v1/health', {});
      expect(answer.statusCode).toBe(200);
      await textOf(answer);
      times.push(performance.now() - began);
    }
    expect(times.toSorted((a, b) => a - b)[48]).toBeLessThan(200);
    await Promise.all(slow);
  });

  it('that say nonsense get a code, and the service goes on', async () => {
    const { port } = await running();
    const nonsense = [
      'hello\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(20_000)}\r\n\r\n`,
      'POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      'GET /v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
    ];
    for (const bytes of nonsense) {
      const { text } = await rawTalk(port, (socket) => socket.write(bytes));
      expect(text).toMatch(/^HTTP\/1\.1 4\d\d /u);
      expect(codeIn(text)).toMatch(/^[a-z_]+$/u);
    }
    const answer = await asked(port, '/v1/health', {});
    expect(answer.statusCode).toBe(200);
    await textOf(answer);
  });
});

describe('an address with raw bytes', () => {
  it('is refused with a code instead of being read as other words than were meant', async () => {
    const { port } = await running();
    const { text } = await rawTalk(port, (socket) =>
      socket.write(
        'GET /v1/reader/titles?text=数学 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
      ),
    );
    expect(text).toMatch(/^HTTP\/1\.1 400 /u);
    expect(codeIn(text)).toBe('bad_request');
  });
});

describe('stopping', () => {
  it('lets a push finish, tells listeners to go, and takes nothing new', async () => {
    const { scene, listening, port } = await running();
    const { token, row } = await scene.deskToken();
    let finish = () => {};
    const held = new Promise<void>((resolve) => (finish = resolve));
    scene.played.push = async (_, body) => {
      await held;
      return allAccepted(body);
    };
    const live = await asked(port, LIVE, { authorization: `Bearer ${token}` });
    const heard = textOf(live);
    const body = JSON.stringify({ epoch: 'epoch-1', from: 1, commands: [commandOf(row.id, 1)] });
    const pushing = fetch(`${listening.address}/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    await sleep(100);
    const stopping = listening.stop();
    expect(await heard).toBe('event: end\ndata: {"reason":null}\n\n');
    await expect(fetch(`${listening.address}/v1/ready`)).rejects.toThrow('fetch failed');
    finish();
    const answer = await pushing;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ last: 1, results: [{ code: 'ok' }] });
    const began = Date.now();
    await stopping;
    expect(Date.now() - began).toBeLessThan(500);
  });

  it('ends the waiting of long polls', async () => {
    const { scene, listening, port } = await running();
    const { token } = await scene.deskToken();
    const { pull } = scene.played;
    scene.played.pull = async (signal) => {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return pull();
    };
    const path = `/v1/pull?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}&wait=25`;
    const pulling = asked(port, path, { authorization: `Bearer ${token}` });
    await sleep(100);
    const began = Date.now();
    await listening.stop();
    const answer = await pulling;
    expect(answer.statusCode).toBe(200);
    expect(await textOf(answer)).toContain('"rows":[]');
    expect(Date.now() - began).toBeLessThan(700);
  });

  it('does not wait for ever for a call that does not end', async () => {
    const { scene, listening, port } = await running();
    const { token } = await scene.deskToken();
    scene.played.pull = () => new Promise(() => undefined);
    const path = `/v1/pull?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}&wait=25`;
    const pulling = asked(port, path, { authorization: `Bearer ${token}` });
    pulling.catch(() => undefined);
    await sleep(100);
    const began = Date.now();
    await listening.stop();
    expect(Date.now() - began).toBeLessThan(3000);
    await expect(pulling).rejects.toThrow('socket hang up');
  });
});
