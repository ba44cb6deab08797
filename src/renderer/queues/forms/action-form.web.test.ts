import { flushPromises } from '@vue/test-utils';
import type { DOMWrapper, VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { context, copy, request } from '../../../../tests/support/queue-context.ts';
import { pageWith } from '../../../../tests/support/page.ts';
import { detailOf, legalOf, lineOf } from '../../../../tests/support/request-rows.ts';
import type { LegalAction, ScanCard } from '../../../shared/desk-contract.ts';
import { checkInput } from '../../../shared/queues/engine/field-check.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { FieldKind, FieldSpec } from '../../../shared/queues/queue.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import ActionForm from './action-form.vue';
import { fieldsOf } from './action-fields.ts';

const ACCEPTED = { ok: true, requestId: 'request', remarks: [], undo: null };

const choice = (value: string) => ({ value, text: { zh: value, en: value }, hint: '' });
const SLOT = '2018-06-08 10:00-12:00';
/** What the desk would offer for inputs whose choices come from rows. */
const CHOICES: Partial<Record<FieldKind, string>> = {
  copy: 'c2',
  fund: 'fund',
  vendor: 'vendor',
  slot: SLOT,
  hold_slot: 'N-HOLD',
};
/** What a person would type. */
const TYPED: Partial<Record<FieldKind, string>> = {
  scan: 'C1',
  reader_card: 'card-asker',
  text: '一句话',
  reader_text: '给读者的话',
  day: '2018-07-01',
  money: '59.70',
  number: '3',
  shelf: 'N-A12',
  crate: 'CR-001',
  bag: 'BAG-0001',
  isbn: '978-7-302-51185-4',
  barcode: 'N00000009',
  call_number: 'I247.5/12',
};

function choicesOf(fields: Record<string, FieldSpec>): LegalAction['choices'] {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { kind }]) => {
      const value = CHOICES[kind];
      return value === undefined ? [] : [[name, [choice(value)]]];
    }),
  );
}

async function fillIn(place: DOMWrapper<Element>, kind: FieldKind): Promise<void> {
  const group = place.find('input[type="radio"]:not([value=""])');
  const box = place.find('input[type="checkbox"]');
  if (group.exists()) await group.setValue(true);
  else if (place.find('select').exists()) {
    const option = place.findAll('option').find((each) => each.attributes('value') !== '');
    await place.find('select').setValue(option?.attributes('value') ?? '');
  } else if (box.exists()) await box.setValue(true);
  else await place.find('input, textarea').setValue(TYPED[kind] ?? '');
}

async function fillAll(form: VueWrapper, fields: Record<string, FieldSpec>): Promise<void> {
  const done = new Set<string>();
  // Filling one field may show others, so it goes round until nothing new appears.
  for (let round = 0; round < 4; round += 1) {
    for (const place of form.findAll('[data-field]')) {
      const name = place.attributes('data-field') ?? '';
      const kind = fields[name]?.kind;
      if (done.has(name) || kind === undefined) continue;
      done.add(name);
      await fillIn(place, kind);
    }
  }
}

/** Actions that a person may do, with a state that they start from. */
const ACTIONS = QUEUE_NAMES.flatMap((queue) =>
  Object.entries(QUEUES[queue].actions).flatMap(([action, spec]) =>
    spec.from === 'new' || spec.who.every(({ role }) => role === 'system' || role === 'reader')
      ? []
      : [[queue, action, spec.from[0] ?? ''] as const],
  ),
);

/** Own fields without which a definition cannot say what an input depends on. */
const OWN: Partial<Record<QueueName, Record<string, unknown>>> = {
  reallocation: { kind: 'for_loan', target: 's-main' },
};

function open(queue: QueueName, action: string, state: string, legal: Partial<LegalAction> = {}) {
  const line = lineOf(queue, state, { fields: OWN[queue] ?? {} });
  const fields = fieldsOf(queue, action, line.request);
  const page = pageWith({
    'requests.act': () => ACCEPTED,
    'scan.card': ({ text, pick }) =>
      pick ? cardOf('C1') : cardOf(String(text).replaceAll(/[*\s]/gu, '')),
  });
  const form = page.mount(ActionForm, {
    detail: detailOf(line),
    legal: legalOf(action, { choices: choicesOf(fields), ...legal }),
  });
  const sent = () => page.asked.filter(({ name }) => name === 'requests.act');
  return { page, form, fields, sent };
}

function cardOf(text: string): ScanCard {
  if (text === 'C1') {
    const holding = {
      copy: copy('c1'),
      collection: { zh: '', en: '' },
      campus: 'north',
      seenPlace: null,
      status: 'on_shelf',
      dueOn: null,
    };
    const title = { id: 'title', title: '红楼梦' };
    return {
      kind: 'copy',
      holding,
      title,
      home: null,
      tasks: [],
      next: null,
      remarks: [],
    } as never;
  }
  if (text === 'BOTH') {
    const meanings = [{ kind: 'copy', id: 'c1' }];
    return { kind: 'choice', meanings } as never;
  }
  return { kind: 'unknown', code: 'unknown_barcode', facts: {} };
}

afterEach(() => void (document.body.innerHTML = ''));

describe('forms made from definitions', () => {
  it.each(ACTIONS)(
    '%s %s: what is filled in passes the engine’s check',
    async (queue, action, state) => {
      const { form, fields, sent } = open(queue, action, state);
      await fillAll(form, fields);
      await form.trigger('submit');
      await flushPromises();
      expect(form.text()).not.toMatch(/queue\.|frame\./u);
      const input = sent()[0]?.input['input'] as Record<string, unknown> | undefined;
      expect(input, form.text()).toBeDefined();
      const spec = QUEUES[queue].actions[action];
      const asked = request(queue, state, { fields: OWN[queue] ?? {} });
      expect(spec && checkInput(spec, asked, input ?? {}, context())).toBeNull();
    },
  );

  it('says which field is missing and sends nothing', async () => {
    const { form, sent } = open('reallocation', 'send', 'picked');
    await form.trigger('submit');
    expect(form.find('[data-field="crate"]').text()).toContain('请填写');
    expect(sent()).toHaveLength(0);
  });

  it('wants a note when the reason is “other”', async () => {
    const { form, sent } = open('delivery', 'cancel', 'submitted');
    await form.find('[data-field="reason"] select').setValue('other');
    await form.trigger('submit');
    expect(form.find('[data-field="note"]').text()).toContain('请填写');
    expect(sent()).toHaveLength(0);
  });

  it('keeps what was typed when the desk refuses', async () => {
    const { form, page } = open('reallocation', 'pick', 'approved');
    const answers = { ok: false, code: 'unknown_barcode', facts: { barcode: 'C9' } };
    page.asked.length = 0;
    const refusing = pageWith({ 'requests.act': () => answers });
    form.unmount();
    const line = lineOf('reallocation', 'approved');
    const again = refusing.mount(ActionForm, { detail: detailOf(line), legal: legalOf('pick') });
    await again.find('[data-field="scan"] input').setValue('C9');
    await again.trigger('submit');
    await flushPromises();
    expect(again.text()).toContain('C9');
    expect(again.find<HTMLInputElement>('[data-field="scan"] input').element.value).toBe('C9');
    expect(again.emitted('done')).toBeUndefined();
  });

  it('a scan fills the copy in, sends, and is told to be a scan', async () => {
    const { form, sent } = open('reallocation', 'pick', 'approved', { scan: true });
    deliverScan({ text: 'C1', source: 'wedge' });
    await flushPromises();
    expect(sent()[0]?.input['input']).toMatchObject({ scan: 'C1', source: 'wedge' });
    expect(form.emitted('done')).toHaveLength(1);
  });

  it('of several meanings takes the one that the form can use', async () => {
    const { sent } = open('reallocation', 'pick', 'approved', { scan: true });
    deliverScan({ text: 'BOTH', source: 'hid' });
    await flushPromises();
    expect(sent()[0]?.input['input']).toMatchObject({ scan: 'C1', source: 'hid' });
  });

  it('a typed barcode is not told to be a scan', async () => {
    const { form, sent } = open('reallocation', 'pick', 'approved');
    await form.find('[data-field="scan"] input').setValue('C1');
    await form.trigger('submit');
    await flushPromises();
    expect(sent()[0]?.input['input']).toEqual({ scan: 'C1' });
  });

  it.each(['C 1', '*C1*'])(
    'a barcode typed as %s is sent as it stands on the copy',
    async (typed) => {
      const { form, sent } = open('reallocation', 'pick', 'approved');
      await form.find('[data-field="scan"] input').setValue(typed);
      await form.trigger('submit');
      await flushPromises();
      expect(sent()[0]?.input['input']).toEqual({ scan: 'C1' });
    },
  );

  it('a scan with the stars of its bar code is sent as the copy’s barcode', async () => {
    const { sent } = open('reallocation', 'pick', 'approved', { scan: true });
    deliverScan({ text: '*C1*', source: 'wedge' });
    await flushPromises();
    expect(sent()[0]?.input['input']).toMatchObject({ scan: 'C1', source: 'wedge' });
  });

  it('a scan that is not enough fills in and waits for the rest', async () => {
    const { form, sent } = open('reallocation', 'send', 'picked', {
      prefill: { destination: 'south' },
    });
    deliverScan({ text: 'C1', source: 'wedge' });
    await flushPromises();
    expect(sent()).toHaveLength(0);
    deliverScan({ text: 'CR-001', source: 'wedge' });
    await flushPromises();
    expect(sent()[0]?.input['input']).toMatchObject({ scan: 'C1', crate: 'CR-001' });
    expect(form.emitted('done')).toHaveLength(1);
  });

  /** A form whose first sending is refused so, and what is sent once the offer of that name is taken. */
  async function takeOffer(
    action: string,
    state: string,
    { code, offer, values }: { code: string; offer: string; values: Record<string, string> },
  ) {
    let tries = 0;
    const page = pageWith({
      'requests.act': () => {
        tries += 1;
        return tries === 1 ? { ok: false, code, facts: {} } : ACCEPTED;
      },
    });
    const line = lineOf('reallocation', state);
    const form = page.mount(ActionForm, { detail: detailOf(line), legal: legalOf(action) });
    for (const [name, value] of Object.entries(values))
      await form.find(`[data-field="${name}"] input`).setValue(value);
    await form.trigger('submit');
    await flushPromises();
    const button = form.findAll('button').find((each) => each.text().includes(offer));
    await button?.trigger('click');
    await flushPromises();
    expect(tries).toBe(2);
    return page.asked.at(-1)?.input['input'];
  }

  it('offers the other copy of the same title, and takes it', async () => {
    const sent = await takeOffer('pick', 'approved', {
      code: 'swap_offered',
      offer: '改用这一册',
      values: { scan: 'C2' },
    });
    expect(sent).toMatchObject({ scan: 'C2', swap: true });
  });

  it('asks whether two readers’ copies lie in one slot, and says so', async () => {
    const sent = await takeOffer('hold_for_pickup', 'arrived', {
      code: 'slot_taken',
      offer: '放在一起',
      values: { scan: 'C1', slot: 'N-SLOT' },
    });
    expect(sent).toMatchObject({ scan: 'C1', slot: 'N-SLOT', shared: true });
  });
});
