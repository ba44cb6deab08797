import { describe, expect, it } from 'vitest';
import { COMMON_POLICIES, policiesOf } from '../../library/policies.ts';
import { fromHex, toHex } from './bytes.ts';
import { crcGen2, crcOfFixedBlock, crcX25, withFrameCrc, withoutFrameCrc } from './crc.ts';
import { afiOf, securedBy, securityValues } from './security.ts';
import { makerOf, systemInfoOf, uidBytes } from './system-info.ts';

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
const ascii = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('checksums', () => {
  it('of fixed blocks', () => {
    expect(crcOfFixedBlock(ascii('RFID tag data model'))).toBe(0x1aee);
  });

  it('of UHF tags', () => {
    expect(crcGen2(bytes('0000'))).toBe(0xe2f0);
    expect(crcGen2(bytes('08001111'))).toBe(0xccae);
    expect(crcGen2(bytes('100011112222'))).toBe(0x968f);
  });

  it('of frames', () => {
    expect(crcX25(ascii('123456789'))).toBe(0x906e);
    const frame = withFrameCrc(bytes('260100'));
    expect(toHex(withoutFrameCrc(frame) ?? new Uint8Array())).toBe('260100');
    frame[0] = 0x27;
    expect(withoutFrameCrc(frame)).toBeNull();
    expect(withoutFrameCrc(bytes('00'))).toBeNull();
  });
});

describe('what a tag says of itself', () => {
  it('has UID, DSFID and AFI', () => {
    expect(systemInfoOf(bytes('03 5544332211 0004E0 00 07'))).toEqual({
      uid: 'E004001122334455',
      dsfid: 0,
      afi: 7,
      blocks: null,
      blockSize: null,
      icReference: null,
    });
  });

  it('has the size of its memory', () => {
    expect(systemInfoOf(bytes('0F 55443322110104E0 06 C2 1B 03 01'))).toMatchObject({
      uid: 'E004011122334455',
      dsfid: 6,
      afi: 0xc2,
      blocks: 28,
      blockSize: 4,
    });
    expect(systemInfoOf(bytes('0F 55443322110104E0 06'))).toBeNull();
  });

  it('names the maker', () => {
    expect(makerOf('E004010012345678')).toBe('NXP');
    expect(makerOf('E0FF010012345678')).toBeNull();
    expect(toHex(uidBytes('E004010012345678') ?? new Uint8Array())).toBe('78563412000104E0');
    expect(uidBytes('E004')).toBeNull();
  });
});

describe('security', () => {
  const values = { in: 0x07, out: 0xc2 };

  it('is what AFI and EAS say', () => {
    expect(securedBy({ afi: 0x07, eas: true }, values)).toBe('in');
    expect(securedBy({ afi: 0xc2, eas: null }, values)).toBe('out');
    expect(securedBy({ afi: 0xc2, eas: true }, values)).toBe('mixed');
    expect(securedBy({ afi: null, eas: false }, values)).toBe('out');
    expect(securedBy({ afi: 0x00, eas: true }, values)).toBe('unknown');
  });

  it('takes its values from the library', () => {
    const policies = policiesOf(COMMON_POLICIES, [{ id: 'rfid.afi_out', ver: 1, value: '21' }]);
    expect(securityValues(policies)).toEqual({ in: 0x07, out: 0x21 });
    expect(afiOf('0xC2')).toBe(0xc2);
    expect(afiOf('C2C2')).toBeNull();
  });
});
