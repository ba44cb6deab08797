import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Page } from '../../../../tests/support/page.ts';
import type { FixView, PadTagView } from '../../../shared/desk-contract/rfid.ts';
import { READER_STATES, SECURED, TAG_KINDS } from '../../../shared/desk-contract/rfid.ts';
import { OIDS, USAGES } from '../../../shared/devices/rfid/oids.ts';
import type { StaffRole } from '../../../shared/library/entities.ts';
import RfidFixes from '../../frame/rfid-fixes.vue';
import RfidPart from '../../frame/rfid-part.vue';
import { i18n } from '../../i18n/index.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import RfidPanel from './rfid-panel.vue';

const tag = (change: Partial<PadTagView> = {}): PadTagView => ({
  uid: 'E004010000000001',
  maker: 'NXP',
  is: 'blank',
  why: null,
  model: null,
  barcode: null,
  owner: null,
  set: null,
  usage: null,
  fields: [],
  remarks: [],
  secured: 'unknown',
  afi: '00',
  dsfid: '00',
  eas: false,
  bytes: 112,
  locked: [],
  title: null,
  busy: false,
  ...change,
});
const fix: FixView = {
  uid: 'E004010000000001',
  barcode: 'N1',
  title: '书',
  want: 'out',
  why: { code: 'tag_gone', facts: {} },
  tries: 1,
  since: '2018-06-06T00:30:00.000Z',
  here: false,
};
const same = (text: string) => ({ zh: text, en: text });

/** Lets answers come, and what was told of changes be asked for. */
const settle = () => vi.advanceTimersByTimeAsync(500);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

let lying: PadTagView[];
let fixes: FixView[];
let answer: (uid: string) => unknown;

function open(roles: StaffRole[] = ['desk']): Page {
  lying = [];
  fixes = [];
  answer = () => ({ ok: true });
  const reader = { is: 'open', kind: 'hid', name: same('Reader'), id: 'hid a', why: null };
  const rules = { in: '07', out: 'C2', eas: true, model: 'iso28560_2', isil: '' };
  return pageWith(
    {
      'rfid.pad': () => ({ reader, rules, tags: [...lying] }),
      'rfid.readers': () => ({ readers: [], missing: [] }),
      'rfid.fixes': () => [...fixes],
      'rfid.book': ({ barcode }) =>
        barcode === 'NONE'
          ? { ok: false, code: 'unknown_barcode', facts: { barcode } }
          : { ok: true, barcode, title: '书', callNumber: 'TP311/1', volume: null },
      'rfid.program': ({ uid }) => answer(String(uid)),
      'rfid.dismiss': () => ({ ok: true }),
    },
    roles,
  );
}
const programmed = (page: Page) =>
  page.asked.filter(({ name }) => name === 'rfid.program').map(({ input }) => input);

async function lay(page: Page, ...tags: PadTagView[]): Promise<void> {
  lying = tags;
  page.change('rfid');
  await settle();
}

describe('new books’ tags', () => {
  let page: Page;

  async function panel(roles?: StaffRole[]) {
    page = open(roles);
    const mounted = page.mount(RfidPanel, {});
    await settle();
    return mounted;
  }
  async function type(mounted: Awaited<ReturnType<typeof panel>>, barcode: string) {
    await mounted.find('input[name="barcode"]').setValue(barcode);
    await mounted.find('.program form').trigger('submit');
    await settle();
  }

  it('are written when one tag lies there, one after the other', async () => {
    const mounted = await panel();
    await type(mounted, 'N1');
    expect(mounted.text()).toContain('请放上一枚新标签');
    await lay(page, tag(), tag({ uid: 'E004010000000002' }));
    expect(mounted.text()).toContain('请只留一枚标签');
    expect(programmed(page)).toEqual([]);
    await lay(page, tag());
    expect(programmed(page)).toEqual([{ uid: 'E004010000000001', barcode: 'N1', set: null }]);
    expect(mounted.text()).toContain('N1 已写好并核对');
    await lay(page);
    await type(mounted, 'NONE');
    expect(mounted.text()).toContain('馆里没有条码 NONE');
    await lay(page, tag({ uid: 'E004010000000002' }));
    expect(programmed(page)).toHaveLength(1);
  });

  it('that are refused wait for another tag, and are not tried again by themselves', async () => {
    const mounted = await panel();
    answer = (uid) =>
      uid.endsWith('1') ? { ok: false, code: 'rfid_foreign_tag', facts: {} } : { ok: true };
    await type(mounted, 'N1');
    await lay(page, tag());
    await lay(page, tag({ afi: '07' }));
    expect(programmed(page)).toHaveLength(1);
    expect(mounted.find('[data-code="rfid_foreign_tag"]').exists()).toBe(true);
    await lay(page);
    await lay(page, tag({ uid: 'E004010000000002' }));
    expect(programmed(page)).toHaveLength(2);
    expect(mounted.text()).toContain('N1 已写好并核对');
  });

  it('need both numbers of a set', async () => {
    const mounted = await panel();
    await type(mounted, 'N1');
    const [, volumes, part] = mounted.findAll('.program input');
    await volumes?.setValue('3');
    await lay(page, tag());
    expect(mounted.text()).toContain('卷册要两个都填');
    expect(programmed(page)).toEqual([]);
    await part?.setValue('2');
    await lay(page);
    await lay(page, tag());
    expect(programmed(page)).toMatchObject([{ set: { total: 3, part: 2 } }]);
  });

  it('take a scan while the cursor is in the form, and a tag that is put there for none', async () => {
    const mounted = await panel();
    await mounted.find('.program').trigger('focusin');
    await deliverScan({ text: 'N5', source: 'rfid' });
    expect(mounted.find('.book').exists()).toBe(false);
    await deliverScan({ text: 'N5', source: 'hid' });
    await settle();
    expect(mounted.find('.book').text()).toContain('N5');
  });

  it('are for whoever may write them', async () => {
    const mounted = await panel(['courier']);
    expect(mounted.find('.program').exists()).toBe(false);
  });
});

describe('tags to put right', () => {
  it('come up by themselves, counted in the bar, and leave the cursor where it is', async () => {
    const page = open();
    const field = document.body.appendChild(document.createElement('input'));
    const list = page.mount(RfidFixes, {});
    const bar = page.mount(RfidPart, {});
    await settle();
    field.focus();
    expect(list.find('.fixes').exists()).toBe(false);
    fixes = [fix];
    page.change('rfid');
    await settle();
    expect(list.text()).toContain('标签不在读写器上');
    expect(bar.text()).toContain('待补写 1 枚标签');
    expect(document.activeElement).toBe(field);
  });
});

describe('words', () => {
  it('has one for everything that a tag or a reader can be', () => {
    const keys = [
      ...READER_STATES.map((state) => `rfid.state.${state}`),
      ...TAG_KINDS.map((kind) => `rfid.is.${kind}`),
      ...SECURED.map((secured) => `rfid.secured.${secured}`),
      ...Object.values(OIDS).map((oid) => `rfid.element.${oid}`),
      ...Object.values(USAGES).map((usage) => `rfid.usage.${usage}`),
    ];
    expect(keys.filter((key) => !i18n.global.te(key, 'zh'))).toEqual([]);
  });
});
