import { expect, it } from 'vitest';
import { optionsOf } from './system-options.ts';

const settings = {
  user: null,
  by: 'message' as const,
  ownAuthority: false,
  lines: 4,
  institution: '',
  location: '',
  dayOrder: null,
  pickups: {},
};
const state = { address: '10.0.0.5:6001', encrypted: false, encoding: 'gbk' as const, settings };

it('says in one line how the system is reached now', () => {
  expect(optionsOf(state)).toBe('--sip2 10.0.0.5:6001 --sip2-encoding gbk --sip2-lines 4');
  expect(optionsOf({ ...state, encrypted: true })).toMatch(/ --sip2-tls$/u);
  expect(optionsOf({ ...state, settings: null })).toBe('');
});

it('leaves out what an own authority says already, and keeps together what a shell would take apart', () => {
  const more = { user: "li'l desk", by: 'telnet' as const, pickups: { N: 'MAIN', S: '南馆' } };
  const line = optionsOf({
    ...state,
    encrypted: true,
    settings: { ...settings, ...more, ownAuthority: true, dayOrder: 'dmy' },
  });
  expect(line).toContain(String.raw`--sip2-user 'li'\''l desk'`);
  expect(line).toContain('--sip2-login telnet');
  expect(line).toContain("--sip2-pickup 'N=MAIN,S=南馆'");
  expect(line).toContain('--sip2-dates dmy');
  expect(line).toContain('--sip2-ca ca.pem');
  expect(line).not.toContain('--sip2-tls');
});
