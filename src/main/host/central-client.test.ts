// The network client against a real HTTP server on loopback that behaves well, badly, or not at all.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NetworkFault } from '../desk/sync/central-port.ts';
import type { Central } from '../desk/sync/central-port.ts';
import { connectCentral } from './central-client.ts';

type Handle = (asked: IncomingMessage, answer: ServerResponse, body: Buffer) => void;

let server: Server;
let handle: Handle;
let central: Central;
let port: number;
const sockets = new Set<Socket>();

beforeEach(async () => {
  server = createServer((asked, answer) => {
    const parts: Buffer[] = [];
    asked.on('data', (part: Buffer) => parts.push(part));
    asked.on('end', () => handle(asked, answer, Buffer.concat(parts)));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  central = connectCentral(`http://127.0.0.1:${port}`);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Handle =>
  (_asked, answer) => {
    answer.writeHead(status, { 'content-type': 'application/json', ...headers });
    answer.end(JSON.stringify(value));
  };
const GET = { method: 'GET', path: '/v1/versions' } as const;

async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof NetworkFault ? error.code : String(error);
  }
  return 'none';
}

async function collect<T>(items: AsyncIterable<T>): Promise<{ items: T[]; fault: string }> {
  const seen: T[] = [];
  const fault = await faultOf(
    (async () => {
      for await (const item of items) seen.push(item);
    })(),
  );
  return { items: seen, fault };
}

describe('a call', () => {
  it('sends query, token and protocol, and gives status and JSON', async () => {
    let seen: IncomingMessage | undefined;
    handle = (asked, answer, body) => {
      seen = asked;
      json({ got: body.toString() })(asked, answer, body);
    };
    const call = { method: 'POST', path: '/v1/push', query: { a: 1 }, token: 't' } as const;
    const answer = await central.call({ ...call, body: { x: '书' } });
    expect(answer).toEqual({ status: 200, body: { got: '{"x":"书"}' }, retryAfter: null });
    expect(seen?.url).toBe('/v1/push?a=1');
    expect(seen?.headers).toMatchObject({ authorization: 'Bearer t', 'x-proto': '1' });
  });

  it('packs large bodies, and sends them plain to whoever cannot unpack them', async () => {
    const encodings: (string | undefined)[] = [];
    handle = (asked, answer, body) => {
      const packing = asked.headers['content-encoding'];
      encodings.push(packing);
      if (packing === 'gzip' && encodings.length > 1) return json({}, 415)(asked, answer, body);
      const text = packing === 'gzip' ? gunzipSync(body) : body;
      return json({ length: text.length })(asked, answer, body);
    };
    const body = { text: 'a'.repeat(10_000) };
    const call = { method: 'POST', path: '/v1/push', body } as const;
    expect(await central.call(call)).toMatchObject({ body: { length: 10_011 } });
    expect(await central.call(call)).toMatchObject({ body: { length: 10_011 } });
    expect(await central.call(call)).toMatchObject({ body: { length: 10_011 } });
    expect(encodings).toEqual(['gzip', 'gzip', undefined, undefined]);
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('unpacks %s', async (packing, pack) => {
    handle = (_asked, answer) => {
      answer.writeHead(200, { 'content-encoding': packing });
      answer.end(pack(JSON.stringify({ rows: 3 })));
    };
    expect(await central.call(GET)).toMatchObject({ body: { rows: 3 } });
  });

  it('gives a refusal as an answer, with its wait in seconds or as a date', async () => {
    handle = json({ code: 'busy' }, 503, { 'retry-after': '7' });
    expect(await central.call(GET)).toEqual({
      status: 503,
      body: { code: 'busy' },
      retryAfter: 7,
    });
    const date = 'Wed, 06 Jun 2018 08:00:00 GMT';
    handle = json({}, 429, { date, 'retry-after': 'Wed, 06 Jun 2018 08:01:30 GMT' });
    expect(await central.call(GET)).toMatchObject({ status: 429, retryAfter: 90 });
  });

  it('keeps its connection', async () => {
    handle = json({});
    let connections = 0;
    server.on('connection', () => (connections += 1));
    for (let round = 0; round < 5; round += 1) await central.call(GET);
    expect(connections).toBe(1);
  });

  it('repeats what may be repeated when a kept connection was closed just then', async () => {
    handle = json({});
    await central.call(GET);
    let cuts = 0;
    handle = (asked, answer, body) => {
      if (cuts > 0) return json({ ok: 1 })(asked, answer, body);
      cuts += 1;
      return asked.socket.destroy();
    };
    expect(await central.call(GET)).toMatchObject({ body: { ok: 1 } });
    cuts = 0;
    const enroll = { method: 'POST', path: '/v1/enroll', body: {} } as const;
    expect(await faultOf(central.call(enroll))).toBe('cut');
  });

  it('says what kind of fault it is', async () => {
    handle = (asked) => asked.socket.destroy();
    expect(await faultOf(central.call(GET))).toBe('cut');
    handle = (_asked, answer) => {
      answer.writeHead(200, { 'content-length': 100 });
      answer.write('{"half":');
      setTimeout(() => answer.destroy(), 20);
    };
    expect(await faultOf(central.call(GET))).toBe('cut');
    handle = (_asked, answer) => {
      answer.writeHead(200, { 'content-encoding': 'gzip' });
      answer.end(gzipSync('{"half":1}').subarray(0, 15));
    };
    expect(await faultOf(central.call(GET))).toBe('cut');
    handle = (_asked, answer) => void answer.end('<html>Please sign in to this network</html>');
    expect(await faultOf(central.call(GET))).toBe('bad_answer');
    handle = (_asked, answer) => void answer.writeHead(502).end('<html>Bad gateway</html>');
    expect(await central.call(GET)).toEqual({ status: 502, body: null, retryAfter: null });
  });

  it('finds nobody, and refuses plain HTTP to another machine', async () => {
    const closed = connectCentral('http://127.0.0.1:1');
    expect(await faultOf(closed.call(GET))).toBe('unreachable');
    expect(() => connectCentral('http://library.example')).toThrow(NetworkFault);
    expect(() => connectCentral('https://library.example')).not.toThrow();
  });

  it('reads an answer that drips, and stops when told to', async () => {
    handle = (_asked, answer) => {
      answer.writeHead(200);
      const text = '{"slow":true}';
      let at = 0;
      const timer = setInterval(() => {
        answer.write(text[at]);
        at += 1;
        if (at < text.length) return;
        clearInterval(timer);
        answer.end();
      }, 5);
    };
    expect(await central.call(GET)).toMatchObject({ body: { slow: true } });
    handle = () => undefined;
    const stop = new AbortController();
    const asked = faultOf(central.call(GET, stop.signal));
    setTimeout(() => stop.abort(), 20);
    expect(await asked).toBe('cut');
  });
});

describe('streams', () => {
  const signal = new AbortController().signal;

  it('gives lines across chunks, and says when they were cut off', async () => {
    const text = `{"a":"${'书'.repeat(1000)}"}\n{"b":1}\n`;
    handle = (_asked, answer) => {
      answer.writeHead(200, { 'content-type': 'application/x-ndjson', 'content-encoding': 'zstd' });
      const packed = zstdCompressSync(text);
      answer.write(packed.subarray(0, 20));
      setTimeout(() => answer.end(packed.subarray(20)), 10);
    };
    const whole = await collect(central.lines(GET, signal));
    expect(whole.fault).toBe('none');
    expect(whole.items.map(String).join('\n')).toBe(text.trim());
    handle = (_asked, answer) => {
      answer.writeHead(200, { 'content-type': 'application/x-ndjson' });
      answer.write('{"a":1}\n{"b"');
      setTimeout(() => answer.destroy(), 20);
    };
    const cut = await collect(central.lines(GET, signal));
    expect(cut).toEqual({ items: ['{"a":1}'], fault: 'cut' });
  });

  it('gives events and heartbeats as they come', async () => {
    handle = (_asked, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      answer.write('event: frame\ndata: {"seq":1}\n\n: still here\n\n');
      answer.end('event: end\ndata: {"reason":null}\n\n');
    };
    const { items, fault } = await collect(central.live(GET, signal));
    expect(fault).toBe('none');
    expect(items).toEqual([
      { event: 'frame', data: '{"seq":1}' },
      { event: 'heartbeat', data: '' },
      { event: 'end', data: '{"reason":null}' },
    ]);
  });

  it('gives a refusal as the only item', async () => {
    handle = json({ code: 'epoch' }, 410);
    const refused = { status: 410, body: { code: 'epoch' }, retryAfter: null };
    expect(await collect(central.live(GET, signal))).toEqual({ items: [refused], fault: 'none' });
    expect(await collect(central.lines(GET, signal))).toEqual({ items: [refused], fault: 'none' });
    handle = json({});
    expect((await collect(central.live(GET, signal))).fault).toBe('bad_answer');
  });

  it('ends when told to, also while nothing comes', async () => {
    handle = (_asked, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write(': open\n\n');
    };
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const { items, fault } = await collect(central.live(GET, stop.signal));
    expect(items).toEqual([{ event: 'heartbeat', data: '' }]);
    expect(fault).toBe('cut');
  });
});
