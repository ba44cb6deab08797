// The two answers about the service that are no JSON value of a call: as limited as every open call, and as cheap.

import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { failed, httpScene } from '../../../tests/support/central-http.ts';

const metricsToken = 'watch-this-library-well';

describe('metrics and the document', () => {
  it('are limited by address, so that nobody guesses the token at full speed', async () => {
    const scene = await httpScene({ metricsToken, rates: { address: { burst: 3, perSecond: 1 } } });
    const guess = { url: '/v1/metrics', headers: { authorization: 'Bearer guess' } };
    const answers = [];
    for (let count = 0; count < 4; count += 1) answers.push(failed(await scene.inject(guess)));
    expect(answers).toEqual([...Array<string>(3).fill('403 forbidden'), '429 too_many']);
    expect(failed(await scene.inject('/v1/openapi.json'))).toBe('429 too_many');
    const headers = { authorization: `Bearer ${metricsToken}` };
    const other = { url: '/v1/metrics', headers, remoteAddress: '10.0.0.1' };
    expect((await scene.inject(other)).statusCode).toBe(200);
  });

  it('write and compress the document once', async () => {
    const scene = await httpScene();
    const made = vi.spyOn(JSON, 'stringify');
    const ask = (coding: string) =>
      scene.inject({ url: '/v1/openapi.json', headers: { 'accept-encoding': coding } });
    const plain = await scene.inject('/v1/openapi.json');
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(plain.json()).toMatchObject({ openapi: '3.1.0' });
    const [gzip, zstd] = [await ask('gzip'), await ask('zstd, gzip')];
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
    expect(zstdDecompressSync(zstd.rawPayload).toString()).toBe(plain.body);
    expect(zstd.headers).toMatchObject({ 'content-encoding': 'zstd', vary: 'accept-encoding' });
    const documents = made.mock.calls.filter(
      ([value]) => typeof value === 'object' && value !== null && 'openapi' in value,
    );
    expect(documents).toHaveLength(1);
    made.mockRestore();
  });
});
