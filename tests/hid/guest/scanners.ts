// Run in the VM: every way in which scanners come, scan and go, over the real kernel and node-hid.

import assert from 'node:assert/strict';
import { chmodSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { posReports } from '../../support/hand-hid.ts';
import { startDevices } from './device-process.ts';
import { keyReports, zebraReports } from './other-reports.ts';
import { part, realDevices, until } from './real-devices.ts';

const ZEBRA = { vendor: 0x05e0, product: 0x2100 };
const virtual = await startDevices();
const desk = realDevices();
const { devices, page } = desk;

await part('Honeywell, plugged in while the desk runs', async () => {
  await until('HID support', () => devices.list().support?.ok);
  virtual.plug('H1');
  const view = await desk.is('H1', 'reading');
  assert.equal(view.profile, 'honeywell');
  await desk.fresh();
  const texts = await desk.texts(1, () => virtual.send('H1', ...posReports('9787302511854', 'E0')));
  assert.deepEqual(texts, ['9787302511854']);
  assert.equal(page.taken.at(-1)?.aim, 'E0');
  assert.deepEqual(virtual.told('H1').slice(0, 1), ['set_report fe01']);
});

await part('a command reaches the scanner', async () => {
  const id = desk.find('H1')?.id ?? '';
  // This virtual scanner has no output report FD: hidraw takes it all the same, or refuses it with a sentence.
  const told = await devices.command(id, 'trigger');
  if (!told.ok) assert.equal(told.code, 'device_not_told');
  else await until('the command', () => virtual.told('H1').includes('output fd0316540d'));
});

await part('a long QR in UTF-8', async () => {
  const text = '书台 Shutai 馆藏·'.repeat(30);
  const texts = await desk.texts(1, () => virtual.send('H1', ...posReports(text, 'Q1')));
  assert.deepEqual(texts, [text]);
});

await part('a long QR in GB18030', async () => {
  // 图书馆 in GBK, twenty times over.
  const bytes = Buffer.from('cdbccae9b9dd'.repeat(20), 'hex');
  const texts = await desk.texts(1, () => virtual.send('H1', ...posReports(bytes, 'Q1')));
  assert.deepEqual(texts, ['图书馆'.repeat(20)]);
});

await part('Zebra, one code and one of eight reports', async () => {
  virtual.plug('Z1', ZEBRA);
  const view = await desk.is('Z1', 'reading');
  assert.equal(view.profile, 'zebra');
  await desk.fresh();
  const long = 'Lorem ipsum dolor sit amet. '.repeat(15);
  const texts = await desk.texts(2, () =>
    virtual.send('Z1', ...zebraReports('306030209223', 'Xg'), ...zebraReports(long, 'Q1')),
  );
  assert.deepEqual(texts, ['306030209223', long]);
});

await part('two scanners at once', async () => {
  const own = (letter: string) => Array.from({ length: 20 }, (_, i) => `${letter}${1000 + i}`);
  const texts = await desk.texts(40, () =>
    Promise.all([
      virtual.send('H1', ...own('H').flatMap((text) => posReports(text.repeat(12)))),
      virtual.send('Z1', ...own('Z').flatMap((text) => zebraReports(text.repeat(12), 'C0'))),
    ]),
  );
  for (const letter of ['H', 'Z'])
    assert.deepEqual(
      texts.filter((text) => text.startsWith(letter)),
      own(letter).map((text) => text.repeat(12)),
    );
  assert.equal(texts.length, 40);
});

await part('300 scans in a burst, the desk busy meanwhile', async () => {
  const all = Array.from({ length: 300 }, (_, i) => `N${String(i).padStart(8, '0')}`);
  const texts = await desk.texts(300, () => {
    const sent = virtual.send('H1', ...all.flatMap((text) => posReports(text)));
    const end = performance.now() + 800;
    while (performance.now() < end);
    return sent;
  });
  assert.deepEqual(texts, all);
  assert.deepEqual(devices.list().scans, { waiting: 0, untaken: 0 });
});

await part('unplugged in the middle of a code, plugged in again', async () => {
  const [first, second] = posReports('A'.repeat(150));
  if (!first || !second) throw new Error('no parts');
  await virtual.send('H1', first, second);
  virtual.unplug('H1');
  const gone = await desk.is('H1', 'gone');
  await until('the sentence', () => desk.find('H1')?.remark?.code === 'device_half_code');
  virtual.plug('H1');
  const back = await desk.is('H1', 'reading');
  assert.equal(back.id, gone.id);
  await desk.fresh();
  const texts = await desk.texts(1, () => virtual.send('H1', ...posReports('N00012345')));
  assert.deepEqual(texts, ['N00012345']);
});

await part('what is scanned right after opening is dropped', async () => {
  const before = page.taken.length;
  const looker: string[] = [];
  const stop = new AbortController();
  const looking = (async () => {
    for await (const { understood } of devices.reports(null, stop.signal))
      looker.push(...understood.map(({ is }) => is));
  })();
  virtual.unplug('Z1');
  await desk.is('Z1', 'gone');
  virtual.plug('Z1', ZEBRA);
  await desk.is('Z1', 'reading');
  await virtual.send('Z1', ...zebraReports('OLD12345', 'C0'));
  await until('the report', () => looker.length > 0);
  stop.abort();
  await looking;
  await sleep(200);
  assert.deepEqual(looker, ['dropped']);
  assert.equal(page.taken.length, before);
});

await part('keyboard mode, chosen by a person', async () => {
  virtual.plug('K1', { product: 0x0b81, keyboard: true });
  const { id } = await desk.is('K1', 'alone');
  assert.deepEqual(await devices.choose(id, 'keyboard'), { ok: true });
  await desk.is('K1', 'reading');
  await desk.fresh();
  const texts = await desk.texts(2, () =>
    virtual.send('K1', ...keyReports('2M12264185\n'), ...keyReports('N00012345\n')),
  );
  assert.deepEqual(texts, ['2M12264185', 'N00012345']);
});

await part('permission denied, then allowed', async () => {
  // As somebody who may not; the signal with which this reaches every thread also breaks off what is being read.
  process.seteuid?.(65_534);
  virtual.plug('P1');
  const denied = await desk.is('P1', 'denied');
  assert.equal(denied.why?.code, 'device_denied');
  assert.equal(denied.why.facts['path'], denied.path);
  assert.ok(readdirSync('/dev').some((name) => `/dev/${name}` === denied.path));
  process.seteuid?.(0);
  chmodSync(denied.path, 0o660);
  await desk.is('P1', 'reading');
  await desk.fresh();
  const texts = await desk.texts(1, () => virtual.send('P1', ...posReports('N00054321')));
  assert.deepEqual(texts, ['N00054321']);
});

await part('closing lets every device go', async () => {
  await devices.close();
  await page.leave();
  const after = page.taken.length;
  await virtual.send('P1', ...posReports('N99999999'));
  await sleep(200);
  assert.equal(page.taken.length, after);
  assert.ok(devices.list().devices.every(({ commands }) => commands.length === 0));
});

virtual.stop();
process.exit(0);
