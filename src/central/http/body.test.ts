import { Readable } from 'node:stream';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf, failed, httpScene } from '../../../tests/support/central-http.ts';
import { MOST_BYTES, MOST_PLAIN_BYTES, isDeeper, parsed, readBody } from './body.ts';
import type { BodyHead } from './body.ts';

const head: BodyHead = { encoding: undefined, type: 'application/json', length: undefined };

function read(bytes: Buffer | string, set: Partial<BodyHead> = {}) {
  return readBody(Readable.from([Buffer.from(bytes)]), { ...head, ...set }, MOST_BYTES);
}

async function codeOf(answer: ReturnType<typeof read>): Promise<string> {
  const value = await answer;
  if (!('failed' in value)) return 'read';
  const { problem } = value.body.facts;
  return `${value.status} ${value.body.code}${typeof problem === 'string' ? ` ${problem}` : ''}`;
}

describe('a body', () => {
  it('is read plain, gzipped and as zstd', async () => {
    const value = { a: ['书台', 1, null] };
    const text = JSON.stringify(value);
    expect(await read(text)).toEqual({ value });
    expect(await read(gzipSync(text), { encoding: 'gzip' })).toEqual({ value });
    expect(await read(zstdCompressSync(text), { encoding: 'ZSTD ' })).toEqual({ value });
  });

  it('ends early when it is too long, as it comes or decompressed', async () => {
    expect(await codeOf(read(Buffer.alloc(MOST_BYTES + 1, 32)))).toBe('413 too_large');
    expect(await codeOf(read('{}', { length: '1000001' }))).toBe('413 too_large');
    const bomb = Buffer.alloc(MOST_PLAIN_BYTES + 1, 32);
    expect(await codeOf(read(gzipSync(bomb), { encoding: 'gzip' }))).toBe('413 too_large');
    expect(await codeOf(read(zstdCompressSync(bomb), { encoding: 'zstd' }))).toBe('413 too_large');
    // As many bytes as there may be come through.
    const full = Buffer.concat([Buffer.from('{}'), Buffer.alloc(MOST_PLAIN_BYTES - 2, 32)]);
    expect(await codeOf(read(gzipSync(full), { encoding: 'gzip' }))).toBe('read');
  });

  it('does not wait for the end of what is too long', async () => {
    let given = 0;
    const endless = new Readable({
      read() {
        given += 1;
        this.push(Buffer.alloc(65_536, 32));
      },
    });
    expect(await codeOf(readBody(endless, head, MOST_BYTES))).toBe('413 too_large');
    expect(given).toBeLessThan(25);
  });

  it('asks for no more memory than its own size, whatever a frame says', async () => {
    const params = {
      [constants.ZSTD_c_windowLog]: 27,
      [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    };
    const wide = zstdCompressSync(Buffer.alloc(200_000_000, 7), { params });
    expect(wide.length).toBeLessThan(MOST_BYTES);
    const before = process.memoryUsage().rss;
    expect(await codeOf(read(wide, { encoding: 'zstd' }))).toMatch(/^4\d\d /u);
    expect(process.memoryUsage().rss - before).toBeLessThan(64_000_000);
  });

  it('is refused when it is not what it says', async () => {
    expect(await codeOf(read('{}', { encoding: 'gzip' }))).toBe('400 bad_body encoding');
    expect(await codeOf(read(gzipSync('{}').subarray(0, 15), { encoding: 'gzip' }))).toBe(
      '400 bad_body encoding',
    );
    expect(await codeOf(read('{}', { encoding: 'br' }))).toBe('415 unsupported_encoding');
    expect(await codeOf(read('{}', { encoding: 'gzip, gzip' }))).toBe('415 unsupported_encoding');
    const latin = { type: 'application/json; charset=latin1' };
    expect(await codeOf(read('{}', latin))).toBe('415 unsupported_type');
    expect(await codeOf(read(Buffer.from([0x22, 0xff, 0xfe, 0x22])))).toBe('400 bad_body utf8');
    expect(await codeOf(read('{"a":'))).toBe('400 bad_body json');
    expect(await codeOf(read(''))).toBe('400 bad_body json');
  });

  it('is not parsed when it is nested too deep', async () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(await codeOf(read(nested(20)))).toBe('read');
    expect(await codeOf(read(nested(21)))).toBe('400 bad_body too_deep');
    expect(await codeOf(read(nested(30_000)))).toBe('400 bad_body too_deep');
    expect(await codeOf(read('{"a":'.repeat(30_000)))).toBe('400 bad_body too_deep');
    expect(await codeOf(read(JSON.stringify({ text: '[{"'.repeat(500) })))).toBe('read');
  });

  it('cannot stand for an object’s prototype, however it is spelled', async () => {
    for (const key of ['__proto__', '__proto\\u005f_', '\\u005f\\u005fproto__']) {
      expect(await codeOf(read(`{"a":[{"${key}":{"polluted":1}}]}`))).toBe('400 bad_body key');
    }
    expect(await codeOf(read('{"a":"__proto__"}'))).toBe('read');
    expect(await codeOf(read('{"constructor":{"prototype":{"polluted":1}}}'))).toBe('read');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('depth', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
      : 0;

  it('is counted as a parser would', () => {
    fc.assert(
      fc.property(
        fc.json({ depthSize: 'xlarge' }),
        fc.integer({ min: 0, max: 8 }),
        (text, most) => {
          expect(isDeeper(text, most)).toBe(depthOf(JSON.parse(text)) > most);
        },
      ),
    );
  });

  it('lets every JSON that is not deep through unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 15 }), (value) => {
        const text = JSON.stringify(value);
        const read = parsed(text);
        const same = 'failed' in read ? text.includes('__proto__') : read.value;
        expect(same).toEqual('failed' in read ? true : JSON.parse(text));
      }),
    );
  });
});

describe('over HTTP', () => {
  it('a body that is no JSON, too large, hostile or has unknown fields ends in a code', async () => {
    const scene = await httpScene();
    const { auth, row } = await scene.deskToken();
    const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
      scene.inject({
        method: 'POST',
        url: '/v1/checksum',
        headers: { 'content-type': 'application/json', ...auth, ...headers },
        payload,
      });
    const good = { epoch: 'epoch-1', kind: 'copy', buckets: [] };
    expect((await send(JSON.stringify(good))).statusCode).toBe(200);
    expect(failed(await send('x'))).toBe('400 bad_body');
    expect(failed(await send(JSON.stringify({ ...good, more: 1 })))).toBe('400 bad_body');
    expect(failed(await send(JSON.stringify({ ...good, constructor: {} })))).toBe('400 bad_body');
    expect(failed(await send('[]'))).toBe('400 bad_body');
    expect(failed(await send('null'))).toBe('400 bad_body');
    expect(failed(await send(' '.repeat(1_000_001)))).toBe('413 too_large');
    expect(failed(await send('a=1', { 'content-type': 'application/x-www-form-urlencoded' }))).toBe(
      '415 unsupported_type',
    );
    expect(failed(await send('x', { 'content-type': 'text/plain' }))).toBe('415 unsupported_type');
    const packed = gzipSync(JSON.stringify(good));
    expect((await send(packed, { 'content-encoding': 'gzip' })).statusCode).toBe(200);
    // Who has no token needs no room.
    const anybody = await scene.inject({
      method: 'POST',
      url: '/v1/session/challenge',
      payload: { desk: 'x'.repeat(20_000) },
    });
    expect(failed(anybody)).toBe('413 too_large');
    const bad = await scene.inject({ url: '/v1/pull?seq=-1&h=x&epoch=e', headers: auth });
    expect(failed(bad)).toBe('400 bad_body');
    expect(bad.json().facts).toMatchObject({ part: 'querystring' });
    expect(row.id).toBeTruthy();
  });

  it('a command that nobody can read is refused alone', async () => {
    const scene = await httpScene();
    const { auth, row } = await scene.deskToken();
    const pushed: string[][] = [];
    const { push } = scene.played;
    scene.played.push = (desk, body) => {
      pushed.push(body.commands.map((command) => `${command.cseq} ${command.type}`));
      return push(desk, body);
    };
    const send = (commands: unknown[]) =>
      scene.inject({
        method: 'POST',
        url: '/v1/push',
        headers: auth,
        payload: { epoch: 'epoch-1', from: 1, commands },
      });
    const poison = { ...commandOf(row.id, 2), at: 'yesterday', extra: { deep: [1] } };
    const answer = await send([commandOf(row.id, 1), poison, commandOf(row.id, 3)]);
    expect(answer.statusCode).toBe(200);
    expect(pushed).toEqual([['1 request.note', '2 unreadable.command', '3 request.note']]);
    expect(answer.json().results[1].id).toBe(poison.id);
    expect(failed(await send([{ ...poison, id: 'no id' }]))).toBe('400 bad_body');
    expect(failed(await send([]))).toBe('400 bad_body');
    expect(
      failed(await send(Array.from({ length: 101 }, (_, n) => commandOf(row.id, n + 1)))),
    ).toBe('400 bad_body');
  });
});
