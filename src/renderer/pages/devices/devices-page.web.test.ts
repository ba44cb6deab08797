import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Page } from '../../../../tests/support/page.ts';
import { SYMBOLOGIES } from '../../../shared/devices/aim.ts';
import { COMMAND_NAMES } from '../../../shared/devices/device-profile.ts';
import { BAD_REPORTS, REPORT_STATUSES } from '../../../shared/devices/report-decoder.ts';
import { DEVICE_STATES, PLUG_WATCHES } from '../../../shared/desk-contract/devices.ts';
import type { DeviceView } from '../../../shared/desk-contract/devices.ts';
import { i18n } from '../../i18n/index.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import { hexText, understoodText } from './device-words.ts';
import DevicesPage from './devices-page.vue';
import { TEST_VALUES, testNumber } from './test-values.ts';
import { udevRule } from './udev-rule.ts';

const same = (text: string) => ({ zh: text, en: text });
const device = (change: Partial<DeviceView> = {}): DeviceView => ({
  id: 'd1',
  path: '/dev/hidraw0',
  manufacturer: 'Honeywell',
  product: 'Xenon 1900',
  serial: 'S1',
  vendorId: 0x0c2e,
  productId: 0x1007,
  usagePage: 0x8c,
  usage: 2,
  interface: 0,
  state: 'reading',
  why: null,
  remark: null,
  profile: 'honeywell',
  choice: 'auto',
  choices: [
    { id: 'honeywell', name: same('HON'), note: same('checked'), likely: true },
    { id: 'zebra', name: same('ZEB'), note: same(''), likely: false },
  ],
  commands: ['trigger', 'beep'],
  counts: { reports: 3, codes: 1, bad: 0 },
  lastCodeAt: null,
  ...change,
});

function open(devices: DeviceView[], support: unknown = { ok: true, watch: 'usb' }): Page {
  return pageWith({
    'devices.list': () => ({ support, devices, scans: { waiting: 0, untaken: 0 } }),
    'devices.reports': () => undefined,
    'devices.choose': () => ({ ok: true }),
    'devices.command': () => ({ ok: true }),
    'devices.reopen': () => ({ ok: true }),
    'scan.card': () => ({ kind: 'unknown', code: 'unknown_barcode', facts: {} }),
  });
}
async function mounted(page: Page) {
  const found = page.mount(DevicesPage, {});
  await flushPromises();
  return found;
}
const asked = (page: Page, name: string) =>
  page.asked.filter((each) => each.name === name).map(({ input }) => input);

let wrapper: Awaited<ReturnType<typeof mounted>> | undefined;
afterEach(() => {
  wrapper?.unmount();
  document.body.innerHTML = '';
});

describe('the page of devices', () => {
  it('shows what is plugged in, how it is read, and what it can be told', async () => {
    const page = open([device(), device({ id: 'd2', product: 'Pad', state: 'alone' })]);
    wrapper = await mounted(page);
    expect(wrapper.findAll('[data-device]').map((each) => each.text())).toEqual([
      'Xenon 1900正在读取HON',
      'Pad未读取HON',
    ]);
    expect(wrapper.find('.detail').text()).toContain('0C2E:1007');
    await wrapper.find('[data-command="beep"]').trigger('click');
    expect(asked(page, 'devices.command')).toEqual([{ device: 'd1', command: 'beep' }]);
  });

  it('has another profile chosen', async () => {
    const page = open([device()]);
    wrapper = await mounted(page);
    await wrapper.find('.detail select').setValue('zebra');
    await wrapper.find('.detail select').setValue('alone');
    expect(asked(page, 'devices.choose')).toEqual([
      { device: 'd1', choice: 'zebra' },
      { device: 'd1', choice: 'alone' },
    ]);
  });

  it('says why a device is not read, opens the help for it, and has it opened again', async () => {
    const why = { code: 'device_denied', facts: { path: '/dev/hidraw0', vendor: '0c2e' } };
    const page = open([device({ state: 'denied', why })]);
    wrapper = await mounted(page);
    expect(wrapper.find('.why').text()).toContain('/dev/hidraw0');
    expect(wrapper.find('.help').text()).toContain('SUBSYSTEM=="hidraw"');
    expect(wrapper.find('[data-command="beep"]').attributes('disabled')).toBeDefined();
    await wrapper.find('.detail header .act').trigger('click');
    expect(asked(page, 'devices.reopen')).toEqual([{ device: 'd1' }]);
  });

  it('gives the udev rule a line for a maker that it does not know', async () => {
    const lines = (text: string) => text.match(/^KERNEL==.*idVendor/gmu)?.length;
    expect(udevRule([0x1a2b, 0x1a2b, 0x0c2e])).toContain('ATTRS{idVendor}=="1a2b"');
    expect(lines(udevRule([0x1a2b, 0x1a2b, 0x0c2e]))).toBe((lines(udevRule([])) ?? 0) + 1);
    wrapper = await mounted(open([device({ state: 'denied', vendorId: 0x1a2b })]));
    expect(wrapper.find('.help').text()).toContain('"1a2b"');
  });

  it('says what to install where there is no HID support', async () => {
    wrapper = await mounted(open([], { ok: false, code: 'hid_no_libusb', facts: {} }));
    expect(wrapper.find('.support').text()).toContain('libusb-1.0-0');
    expect(wrapper.find('[data-help="libusb"]').attributes('open')).toBeDefined();
  });

  it('takes a scan for a try, and knows the test card', async () => {
    wrapper = await mounted(open([device()]));
    const field = wrapper.find('.try input');
    deliverScan({ text: 'SHUTAI-128', source: 'hid', aim: 'C0' });
    await flushPromises();
    expect(wrapper.find('.tried').text()).toContain('与测试卡第 1 个条码一致');
    await field.setValue('X1');
    await wrapper.find('.try form').trigger('submit');
    await flushPromises();
    expect(wrapper.find('.tried').text()).toContain('手工输入');
  });
});

describe('words of devices', () => {
  const { t, te } = i18n.global;

  it('exist for every code', () => {
    const keys = [
      ...DEVICE_STATES.map((each) => `state.${each}`),
      ...PLUG_WATCHES.map((each) => `watch.${each}`),
      ...SYMBOLOGIES.map((each) => `symbology.${each}`),
      ...REPORT_STATUSES.map((each) => `status.${each}`),
      ...BAD_REPORTS.map((each) => `bad.${each}`),
      ...COMMAND_NAMES.map((each) => `command.${each}`),
      ...TEST_VALUES.map((each) => `card.value.${each.id}`),
    ];
    expect(keys.filter((key) => !te(`devices.${key}`))).toEqual([]);
  });

  it('say what was understood of a report', () => {
    const none = { code: null, text: null, aim: null };
    const code = { ...none, is: 'code' as const, text: 'N1' };
    expect(understoodText({ ...code, aim: 'C0' }, t)).toBe('条码 N1 · Code 128（AIM C0）');
    expect(understoodText({ ...code, aim: 'X0' }, t)).toBe('条码 N1 · AIM X0');
    expect(understoodText({ ...none, is: 'bad', code: 'length' }, t)).toBe('长度字节不对');
  });

  it('show bytes in pairs, and a long row of zeros by its number', () => {
    expect(hexText('020c5d4530')).toBe('02 0C 5D 45 30');
    expect(hexText(`02f0${'00'.repeat(9)}6300`)).toBe('02 F0 00×9 63 00');
    expect(hexText('0200000001')).toBe('02 00 00 00 01');
  });

  it('know the codes of the test card, also with Caps Lock on', () => {
    expect(testNumber('shutai-128\r')).toBe(1);
    expect(testNumber('书台扫描测试')).toBe(3);
    expect(testNumber('N00012345')).toBeNull();
  });
});
