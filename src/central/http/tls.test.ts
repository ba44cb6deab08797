import { request } from 'node:https';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { running } from '../../../tests/support/central-sockets.ts';
import { TEST_CERTIFICATE, TEST_KEY } from '../../../tests/support/test-certificate.ts';
import { placeProblem } from './listen.ts';

const tls = { key: TEST_KEY, cert: TEST_CERTIFICATE };

describe('TLS', () => {
  it('is served with a certificate, says so, and takes no old version', async () => {
    const { port, listening } = await running({ tls });
    expect(listening.address).toBe(`https://127.0.0.1:${port}`);
    const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: '/v1/health', ca: TEST_CERTIFICATE };
      request(options, (answer) => {
        answer.resume();
        resolve(answer.headers);
      })
        .on('error', reject)
        .end();
    });
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d+$/u);
    const old = await new Promise<string>((resolve) => {
      const socket = connect({
        host: '127.0.0.1',
        port,
        ca: TEST_CERTIFICATE,
        maxVersion: 'TLSv1.1',
        minVersion: 'TLSv1',
      });
      socket.on('secureConnect', () => resolve('connected'));
      socket.on('error', () => resolve('refused'));
    });
    expect(old).toBe('refused');
  });

  it('is needed wherever others could listen', () => {
    expect(placeProblem('127.0.0.1', {})).toBeNull();
    expect(placeProblem('localhost', {})).toBeNull();
    expect(placeProblem('::1', {})).toBeNull();
    expect(placeProblem('0.0.0.0', {})).toContain('--behind-proxy');
    expect(placeProblem('library.example', {})).toContain('unencrypted');
    expect(placeProblem('0.0.0.0', { tls })).toBeNull();
    expect(placeProblem('10.0.0.5', { behindProxy: true })).toBeNull();
  });
});
