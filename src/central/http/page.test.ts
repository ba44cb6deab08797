// The readers' page over HTTP: its own files and no others, kept by phones as long as they may be, compressed once.

import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failed, httpScene } from '../../../tests/support/central-http.ts';
import type { PageFile } from '../../node/page-files.ts';

const script = 'export const word = "书台";\n'.repeat(100);
const file = (text: string, type: string, immutable: boolean): PageFile => ({
  body: Buffer.from(text),
  type,
  immutable,
});
const page = new Map([
  ['/', file('<!doctype html><div id="app"></div>', 'text/html; charset=utf-8', false)],
  ['/assets/a-1.js', file(script, 'text/javascript; charset=utf-8', true)],
  ['/assets/codes.worker-1.js', file(script, 'text/javascript; charset=utf-8', true)],
  ['/assets/reader-1.wasm', file(script, 'application/wasm', true)],
]);

describe('the readers’ page', () => {
  it('stands at both of its addresses under a policy that lets nothing foreign in', async () => {
    const scene = await httpScene({ page });
    for (const url of ['/', '/m']) {
      const answer = await scene.inject(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('id="app"');
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      // For the home screen of a phone.
      expect(policy).toContain("manifest-src 'self';");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('lets its decoder of barcodes alone compile WebAssembly, in a worker apart', async () => {
    const scene = await httpScene({ page });
    const policyOf = async (url: string) =>
      String((await scene.inject(url)).headers['content-security-policy']);
    expect(await policyOf('/assets/codes.worker-1.js')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    );
    for (const url of ['/', '/assets/a-1.js', '/assets/reader-1.wasm']) {
      expect(await policyOf(url)).not.toContain('wasm');
    }
    const headers = { 'accept-encoding': 'gzip' };
    const decoder = await scene.inject({ url: '/assets/reader-1.wasm', headers });
    expect(decoder.headers).toMatchObject({
      'content-type': 'application/wasm',
      'content-encoding': 'gzip',
    });
  });

  it('is not sent a second time to who has it', async () => {
    const scene = await httpScene({ page });
    const first = await scene.inject('/');
    const headers = { 'if-none-match': String(first.headers['etag']) };
    const again = await scene.inject({ url: '/', headers });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await scene.inject('/assets/a-1.js')).headers['cache-control']).toContain('immutable');
  });

  it('is compressed as the phone likes', async () => {
    const scene = await httpScene({ page });
    const ask = (coding: string) =>
      scene.inject({ url: '/assets/a-1.js', headers: { 'accept-encoding': coding } });
    const [plain, gzip] = [await ask(''), await ask('gzip')];
    expect(plain.body).toBe(script);
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(script);
    expect(gzip.headers['vary']).toBe('accept-encoding');
  });

  it('has no other address, and its routes are in no document', async () => {
    const scene = await httpScene({ page });
    for (const url of ['/assets/b.js', '/index.html', '/assets/../package.json', '/m/x']) {
      expect(failed(await scene.inject(url))).toBe('404 not_served');
    }
    expect((await scene.inject('/v1/openapi.json')).body).not.toContain('/assets/');
  });

  it('says so where it was not built, and is nothing where none is wanted', async () => {
    const unbuilt = await (await httpScene({ page: new Map() })).inject('/');
    expect(unbuilt.statusCode).toBe(503);
    expect(unbuilt.body).toMatch(/尚未生成[\s\S]+npm run build/u);
    expect(failed(await (await httpScene()).inject('/'))).toBe('404 not_served');
  });
});
