import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handTimers, settled } from '../../../../../tests/support/hand-timers.ts';
import { recordedLink } from '../../../../../tests/support/recorded-link.ts';
import { fromHex, toHex } from '../../../../shared/devices/rfid/bytes.ts';
import { readReaderProfiles } from '../../../../shared/devices/rfid/reader-profile.ts';
import { FrameReader, frameOf } from '../../../../shared/devices/rfid/reader-frames.ts';
import { hidLink } from './byte-link.ts';
import { faultCode } from './tag-reader.ts';
import { knowTag } from './know-tag.ts';
import { profileReader } from './profile-reader.ts';
import { machineReaderProfiles } from './reader-profiles.ts';
import { writeSecurity } from './write-security.ts';

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
const sessions = resolve(import.meta.dirname, '../../../../../tests/support/rfid-sessions');
const session = (name: string) => readFileSync(join(sessions, `${name}.txt`), 'utf8');
const problems: string[] = [];
const profiles = machineReaderProfiles('/nowhere', (line) => void problems.push(line));
const profile = (id: string) => {
  const found = profiles.find((each) => each.id === id);
  if (!found) throw new Error(`no profile ${id}`);
  return found;
};
const A = 'E004010000000001';
const B = 'E004010000000002';
/** The code that a question ends with. */
const faultOf = (asked: Promise<unknown>) => asked.then(() => 'none', faultCode);
const rules = { values: { in: 0x07, out: 0xc2 }, eas: true, tries: 3 };

describe('profiles', () => {
  it('that ship can be read, and none takes a device by itself', () => {
    expect(problems).toEqual([]);
    expect(profiles.map(({ id }) => id)).toEqual(['template-hid', 'template-serial']);
    expect(profiles.flatMap(({ match }) => match)).toEqual([]);
  });

  it('that cannot be read are named with the place', () => {
    const read = readReaderProfiles([
      { name: 'broken.json', text: '{' },
      { name: 'bare.json', text: '{"id":"a"}' },
    ]);
    expect(read.profiles).toEqual([]);
    expect(read.problems.map(({ file }) => file)).toEqual(['broken.json', 'bare.json']);
  });
});

describe('a reader by its profile', () => {
  it('reads several tags and secures one, over HID', async () => {
    const link = recordedLink(session('hid-two-tags'), true);
    const reader = profileReader(link, profile('template-hid'), handTimers());
    const seen = await reader.inventory();
    expect(seen.map(({ uid }) => uid)).toEqual([A, B]);
    const known = await knowTag(reader, { uid: A, epc: null });
    expect(known).toMatchObject({ afi: 0x07, dsfid: 6, eas: true });
    expect(known.read).toMatchObject({ is: 'item', pii: '123456789012' });
    expect(known.memory?.locked?.slice(0, 3)).toEqual([true, true, false]);
    expect(await writeSecurity(reader, A, 'out', rules)).toEqual({
      ok: true,
      afi: 0xc2,
      eas: false,
    });
    expect(link.left()).toBe('');
  });

  it('reads a tag over a serial port, in pieces and with noise before them', async () => {
    const link = recordedLink(session('serial-one-tag'), false);
    const reader = profileReader(link, profile('template-serial'), handTimers());
    expect((await reader.inventory()).map(({ uid }) => uid)).toEqual([A]);
    await expect(reader.readBlocks(A, 0, 2, 4)).resolves.toMatchObject({ locked: null });
    await expect(reader.readBlocks(A, 0, 2, 4)).rejects.toMatchObject({ code: 'reader_answer' });
    await expect(reader.setEas(A, true)).rejects.toMatchObject({ code: 'reader_cannot' });
    expect(await reader.readEas(A)).toBeNull();
  });

  it('says what went wrong: an error number, a wrong checksum, silence, the cable', async () => {
    const timers = handTimers();
    const link = recordedLink(session('hid-trouble'), true);
    const reader = profileReader(link, profile('template-hid'), timers);
    await expect(reader.writeAfi(A, 0xc2)).rejects.toMatchObject({ code: 'tag_locked' });
    await expect(reader.writeAfi(A, 0xc2)).rejects.toMatchObject({ code: 'tag_gone' });
    await expect(reader.writeAfi(A, 0xc2)).rejects.toMatchObject({ code: 'tag_refused' });
    const wrong = faultOf(reader.writeAfi(A, 0xc2));
    await timers.pass(1000);
    expect(await wrong).toBe('reader_answer');
    const silent = faultOf(reader.writeAfi(A, 0xc2));
    await timers.pass(5000);
    expect(await silent).toBe('reader_silent');
    let told = 0;
    reader.onGone(() => (told += 1));
    const cut = faultOf(reader.inventory());
    await settled();
    link.cut();
    expect(await cut).toBe('reader_gone');
    await expect(reader.inventory()).rejects.toMatchObject({ code: 'reader_gone' });
    expect(told).toBe(1);
  });
});

describe('a reader that is unlike the templates', () => {
  it('says with an error number that nothing lies there', async () => {
    const { envelope } = profile('template-serial');
    const answer = toHex(frameOf(envelope, Uint8Array.of(1)));
    const asked = toHex(frameOf(envelope, Uint8Array.of(1)));
    const link = recordedLink(`> ${asked}\n< ${answer}`, false);
    const reader = profileReader(link, profile('template-serial'), handTimers());
    expect(await reader.inventory()).toEqual([]);
  });

  it('hangs while it is sent to, and is closed while it is asked', async () => {
    const timers = handTimers();
    const hangs = { ...recordedLink('', false), send: () => new Promise<void>(() => undefined) };
    const reader = profileReader(hangs, profile('template-serial'), timers);
    const first = faultOf(reader.inventory());
    await timers.pass(5000);
    expect(await first).toBe('reader_silent');
    const second = faultOf(reader.inventory());
    await settled();
    await reader.close();
    expect(await second).toBe('reader_gone');
    expect(timers.waiting()).toBe(0);
  });
});

describe('frames', () => {
  const { envelope } = profile('template-hid');

  it('are put together from several reports, and filling is dropped', () => {
    const frames = new FrameReader(envelope, true);
    const frame = frameOf(envelope, new Uint8Array(100).fill(7));
    const report = (at: number) => {
      const part = new Uint8Array(64);
      part.set(frame.slice(at, at + 64));
      return part;
    };
    expect(frames.push(report(0))).toEqual([]);
    expect(frames.push(report(64))).toMatchObject([{ is: 'payload' }]);
    expect(frames.push(report(0))).toEqual([]);
    frames.reset();
    expect(frames.push(report(0))).toEqual([]);
  });

  it('are cut into reports behind the id', async () => {
    const written: string[] = [];
    const connection = {
      onReport: () => undefined,
      onGone: () => undefined,
      write: async (report: Uint8Array) => void written.push(toHex(report)),
      sendFeature: async () => undefined,
      close: async () => undefined,
    };
    await hidLink(connection, { id: 5, size: 8 }).send(bytes('0102030405060708090A'));
    expect(written).toEqual(['050102030405060708', '05090A000000000000']);
  });
});
