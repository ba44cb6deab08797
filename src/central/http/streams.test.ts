import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LIVE, asked, running, sleep, textOf } from '../../../tests/support/central-sockets.ts';

describe('the live stream', () => {
  async function listener(port: number, token: string) {
    const answer = await asked(port, LIVE, {
      authorization: `Bearer ${token}`,
      'accept-encoding': 'gzip, zstd',
    });
    const heard: string[] = [];
    const over = (async () => {
      for await (const part of answer as AsyncIterable<Buffer>) heard.push(part.toString());
    })().catch(() => undefined);
    return { answer, heard, over };
  }

  it('brings frames and heartbeats uncompressed, longer than any request may take', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    const { answer, heard } = await listener(port, token);
    expect(answer.headers['content-type']).toBe('text/event-stream');
    expect(answer.headers).not.toHaveProperty('content-encoding');
    await sleep(1200);
    for (const sink of scene.sinks) {
      expect(sink.frame('{"rows":[]}')).toBe(true);
      expect(sink.heartbeat()).toBe(true);
    }
    await sleep(100);
    expect(heard.join('')).toBe('event: frame\ndata: {"rows":[]}\n\nevent: heartbeat\ndata: \n\n');
    answer.destroy();
    await sleep(50);
    expect(scene.sinks.size).toBe(0);
  });

  it('ends at once when the desk is revoked, here or by another process', async () => {
    const { scene, port } = await running();
    const [one, two] = [await scene.deskToken(), await scene.deskToken()];
    const boss = await scene.staffToken('boss');
    const first = await listener(port, one.token);
    const second = await listener(port, two.token);
    const payload = { desk: one.row.id };
    await scene.inject({ method: 'POST', url: '/v1/desks/revoke', headers: boss.auth, payload });
    await first.over;
    expect(first.heard.join('')).toBe('event: end\ndata: {"reason":"revoked"}\n\n');
    await scene.store.auth.setDesk({ id: two.row.id, revoked: true });
    for (const sink of scene.sinks) sink.heartbeat();
    await second.over;
    expect(second.heard.join('')).toContain('{"reason":"revoked"}');
  });

  it('is kept twice a desk, not more', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    const three = [];
    for (let count = 0; count < 3; count += 1) three.push(await listener(port, token));
    await three[0]?.over;
    expect(three[0]?.heard.join('')).toContain('event: end');
    expect(scene.sinks.size).toBe(2);
    for (const { answer } of three) answer.destroy();
  });

  it('lets a listener go who does not read', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET ${LIVE} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    socket.pause();
    while (scene.sinks.size === 0) await sleep(10);
    const [sink] = scene.sinks;
    const frame = JSON.stringify({ rows: 'x'.repeat(200_000) });
    let taken = 0;
    while (sink?.frame(frame) && taken < 200) {
      taken += 1;
      await sleep(1);
    }
    expect(taken).toBeLessThan(200);
    sink?.end(null);
    socket.destroy();
  });
});

describe('long answers', () => {
  it('wait for news longer than a request may take, and no longer than the caller does', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    const { pull } = scene.played;
    let gone = false;
    scene.played.pull = async (signal) => {
      signal?.addEventListener('abort', () => (gone = true));
      await sleep(900);
      return pull();
    };
    const path = `/v1/pull?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}&wait=25`;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await asked(port, path, headers);
    expect(answer.statusCode).toBe(200);
    await textOf(answer);
    expect(gone).toBe(false);
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    await sleep(200);
    socket.destroy();
    await sleep(100);
    expect(gone).toBe(true);
  });

  it('come as lines that are compressed as they flow', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    const lines = Array.from({ length: 20_000 }, (_, n) => `{"id":"copy-${n}","ver":1}`);
    scene.played.lines = async function* () {
      yield* lines;
    };
    const wanted = `${lines.join('\n')}\n`;
    const fetchAs = async (encoding: string) => {
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding };
      return asked(port, '/v1/snapshot', headers);
    };
    const zstd = await fetchAs('gzip, zstd');
    expect(zstd.headers['content-encoding']).toBe('zstd');
    expect(await textOf(zstd.pipe(createZstdDecompress()))).toBe(wanted);
    const gzip = await fetchAs('gzip');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(await textOf(gzip.pipe(createGunzip()))).toBe(wanted);
    const plain = await fetchAs('identity');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(await textOf(plain)).toBe(wanted);
  });

  it('are no longer made when the reader has gone', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    let ended = false;
    scene.played.lines = async function* () {
      try {
        for (;;) yield 'x'.repeat(1000);
      } finally {
        ended = true;
      }
    };
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'zstd' };
    for (const encoding of ['zstd', 'identity']) {
      ended = false;
      const answer = await asked(port, '/v1/snapshot', { ...headers, 'accept-encoding': encoding });
      await sleep(50);
      answer.destroy();
      while (!ended) await sleep(10);
      expect(ended).toBe(true);
    }
  });

  it('break off when the making of them fails, so that the end is missed', async () => {
    const { scene, port } = await running();
    const { token } = await scene.deskToken();
    scene.played.lines = async function* () {
      for (let count = 0; count < 40; count += 1) {
        yield randomBytes(30_000).toString('hex');
        await sleep(1);
      }
      throw new Error('the disk is gone');
    };
    for (const encoding of ['zstd', 'identity']) {
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding };
      const answer = await asked(port, '/v1/snapshot', headers);
      await expect(textOf(answer)).rejects.toThrow('aborted');
    }
  });
});
