// Run in the VM with a udevd: a real USB device comes and goes, and the rule that ships opens it to people.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { machinePlugs } from '../../../src/main/desk/devices/machine-plugs.ts';
import { part, realDevices, until } from './real-devices.ts';

/** A real USB device on a controller without hardware; its modules are loaded before. */
const gadget = (what: 'up' | 'down') =>
  execFileSync('bash', [`${process.env['HIDVM'] ?? ''}/gadget.sh`, what], { stdio: 'pipe' });
const udevadm = (...words: string[]) => execFileSync('udevadm', words, { encoding: 'utf8' });
const SERIAL = 'VGAD0001';

/** Where the machine has none of its own, the unpacked one is put into its root, which is in memory. */
function startUdev(): void {
  const unpacked = `${process.env['HIDVM_CACHE'] ?? ''}/udev`;
  if (!existsSync('/lib/systemd/systemd-udevd'))
    execFileSync('sh', ['-c', `cp -a ${unpacked}/lib/. /lib/ && cp -a ${unpacked}/bin/. /bin/`]);
  process.env['SYSTEMD_IGNORE_CHROOT'] = '1';
  execFileSync('/lib/systemd/systemd-udevd', ['--daemon'], { stdio: 'ignore' });
  udevadm('trigger');
  udevadm('settle');
}

startUdev();
let heard = 0;
const plugs = await machinePlugs.watch(() => void (heard += 1));
const desk = realDevices();

await part('a USB scanner is opened when it is plugged in, told by the system', async () => {
  assert.equal(plugs.how, 'usb');
  gadget('up');
  const view = await desk.is(SERIAL, 'reading');
  assert.equal(view.profile, 'honeywell');
  assert.ok(heard > 0);
});

await part('the rule that ships opens it to whoever sits there', async () => {
  const { path } = await desk.is(SERIAL, 'reading');
  const mode = () => (statSync(path).mode & 0o777).toString(8);
  assert.equal(mode(), '600');
  // As the package does it, the scanner being there already.
  mkdirSync('/run/udev/rules.d', { recursive: true });
  copyFileSync('resources/linux/70-shutai.rules', '/run/udev/rules.d/70-shutai.rules');
  execFileSync('bash', ['resources/linux/after-install.sh']);
  udevadm('settle');
  assert.equal(mode(), '660');
  assert.match(udevadm('info', '--query=property', path), /TAGS=.*:uaccess:/u);
});

await part('it is gone when it is unplugged, and back when it is plugged in again', async () => {
  gadget('down');
  const gone = await desk.is(SERIAL, 'gone');
  const before = heard;
  gadget('up');
  const back = await desk.is(SERIAL, 'reading');
  assert.equal(back.id, gone.id);
  udevadm('settle');
  assert.equal((statSync(back.path).mode & 0o777).toString(8), '660');
  await until('the system to tell', () => heard > before);
});

await part('the watch ends', async () => {
  plugs.stop();
  await desk.devices.close();
  const before = heard;
  gadget('down');
  udevadm('settle');
  assert.equal(heard, before);
});
process.exit(0);
