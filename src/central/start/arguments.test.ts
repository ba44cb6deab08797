import { describe, expect, it } from 'vitest';
import { USAGE, readServiceStart } from './arguments.ts';

const read = (line: string, env: Record<string, string> = {}) =>
  readServiceStart(line === '' ? [] : line.split(' '), env, '/home/library');

describe('the command line', () => {
  it('serves the demonstration from this folder when nothing is said', () => {
    expect(read('')).toMatchObject({
      task: { kind: 'serve', restored: false },
      store: { kind: 'sqlite', folder: '/home/library/.central' },
      library: 'library',
      base: undefined,
      host: '127.0.0.1',
      port: 4180,
      tls: null,
      behindProxy: false,
    });
    expect(read('--help')).toBeNull();
  });

  it('takes PostgreSQL from the environment, unless a folder is named', () => {
    const env = { DATABASE_URL: 'postgres://library@db/shutai' };
    expect(read('', env)?.store).toEqual({ kind: 'postgres', url: env.DATABASE_URL });
    expect(read('--data here', env)?.store).toEqual({
      kind: 'sqlite',
      folder: '/home/library/here',
    });
  });

  it('takes secrets from the environment too', () => {
    const env = {
      SHUTAI_METRICS_TOKEN: 'watch-this-library-well',
      SHUTAI_SMTP: 'smtp://mail',
      SHUTAI_WEBHOOK_SECRET: 's',
    };
    expect(read('', env)).toMatchObject({
      metricsToken: 'watch-this-library-well',
      notices: { smtpUrl: 'smtp://mail', webhookSecret: 's' },
    });
  });

  it('does one thing at a time', () => {
    expect(read('--enroll-code N')?.task).toEqual({ kind: 'enroll_code', campus: 'N' });
    expect(read('--export a.zst')?.task).toEqual({ kind: 'export', file: '/home/library/a.zst' });
    expect(read('--restored')?.task).toEqual({ kind: 'serve', restored: true });
    expect(read('--erase-reader 18')?.task).toEqual({ kind: 'erase_reader', reader: '18' });
    expect(() => read('--verify --restored')).toThrow('Only one of');
  });

  it('takes the library’s own system, and its password from nowhere that others can see', () => {
    const env = { SHUTAI_SIP2_PASSWORD: 'secret' };
    expect(read('', env)?.librarySystem).toBeNull();
    expect(read('--sip2 ils.example:6001 --sip2-user desk --sip2-location D1', env)).toMatchObject({
      librarySystem: {
        kind: 'sip2',
        host: 'ils.example',
        port: 6001,
        user: 'desk',
        password: 'secret',
        passwordFile: null,
        location: 'D1',
        encoding: 'gbk',
        institution: '',
        lines: 4,
        dayOrder: null,
        by: 'message',
        pickups: {},
        encrypted: false,
        authorityFile: null,
      },
    });
    expect(read('--sip2 [::1]:6001 --sip2-encoding UTF-8 --sip2-password-file p')).toMatchObject({
      librarySystem: {
        host: '::1',
        encoding: 'utf-8',
        passwordFile: '/home/library/p',
        user: null,
      },
    });
    const more =
      '--sip2-user u --sip2-login telnet --sip2-ca ca.pem --sip2-pickup N=NORTH,S=SOUTH --sip2-dates mdy';
    expect(read(`--sip2 x:1 ${more}`)?.librarySystem).toMatchObject({
      by: 'telnet',
      dayOrder: 'mdy',
      encrypted: true,
      authorityFile: '/home/library/ca.pem',
      pickups: { N: 'NORTH', S: 'SOUTH' },
    });
    expect(read('--sip2 x:1 --sip2-tls')?.librarySystem).toMatchObject({ encrypted: true });
    expect(read('--sip2 off')?.librarySystem).toEqual({ kind: 'off' });
    expect(() => read('--sip2 ils.example')).toThrow('--sip2 wants HOST:PORT');
    expect(() => read('--sip2 x:99999')).toThrow('--sip2 wants HOST:PORT');
    expect(() => read('--sip2 x:1 --sip2-encoding latin1')).toThrow('--sip2-encoding is one of');
    expect(() => read('--sip2 x:1 --sip2-dates ymd')).toThrow('--sip2-dates is one of');
    expect(() => read('--sip2 x:1 --sip2-lines 99')).toThrow('--sip2-lines wants');
    expect(() => read('--sip2 x:1 --sip2-login rlogin')).toThrow('--sip2-login is message or');
    expect(() => read('--sip2 x:1 --sip2-login telnet')).toThrow('wants --sip2-user');
    expect(() => read('--sip2 x:1 --sip2-pickup N')).toThrow('--sip2-pickup wants CAMPUS=CODE');
    expect(() => read('--sip2-user desk')).toThrow('--sip2-user goes with --sip2');
    expect(() => read('--sip2 x:1 --sip2-password secret')).toThrow('Unknown option');
  });

  it('says in a sentence what cannot be', () => {
    expect(() => read('--demo --empty')).toThrow('exclude each other');
    expect(() => read('--cert a.pem')).toThrow('go together');
    expect(() => read('--port 99999')).toThrow('--port wants a number');
    expect(() => read('--port 1.5')).toThrow('whole number');
    expect(() => read('--scale x')).toThrow('--scale wants a number');
    expect(() => read('--library Ünlü')).toThrow('--library is a short name');
    expect(() => read('--log-level loud')).toThrow('--log-level is one of');
    expect(() => read('--metrics-token short')).toThrow('--metrics-token is 20 to 100');
    expect(() => read('', { SHUTAI_METRICS_TOKEN: 'with+sign/in_the_token=' })).toThrow('letters');
    expect(() => read('--first-code abc')).toThrow('--first-code is');
    expect(() => read('--nothing')).toThrow("Unknown option '--nothing'");
  });

  it('explains every option that there is', () => {
    const told = new Set([...USAGE.matchAll(/--([a-z-]+)/gu)].map((match) => match[1]));
    for (const name of [
      'data',
      'library',
      'port',
      'behind-proxy',
      'restored',
      'import',
      'verify',
    ]) {
      expect(told).toContain(name);
    }
  });
});
