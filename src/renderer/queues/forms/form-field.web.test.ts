import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reader } from '../../../../tests/support/queue-context.ts';
import { pageWith } from '../../../../tests/support/page.ts';
import type { FieldKind, FieldSpec } from '../../../shared/queues/queue.ts';
import FormField from './form-field.vue';
import { draftOf, readDraft } from './form-model.ts';

/** What a person does to the control, and what the desk gets of it. */
interface Sample {
  spec?: Partial<FieldSpec>;
  /** Text to type; otherwise the first choice is taken. */
  type?: string;
  gives: unknown;
}

const FIRST_REASON = 'reader_cancel';

/** Every kind there is: a new one does not compile until it has a sample. */
const SAMPLES: Record<FieldKind, Sample> = {
  scan: { type: 'N10001234', gives: 'N10001234' },
  reader_card: { type: ' 1806000012 ', gives: '1806000012' },
  reader: { type: '张', gives: 'asker' },
  title: { type: '红楼', gives: 'title' },
  copy: { type: 'C1', gives: 'c1' },
  reason: { gives: FIRST_REASON },
  text: { type: '一句话', gives: '一句话' },
  reader_text: { type: '给读者', gives: '给读者' },
  choice: { spec: { options: ['urgent', 'normal'] }, gives: 'urgent' },
  flag: { gives: true },
  day: { type: '2018-07-01', gives: '2018-07-01' },
  money: { type: '59.7', gives: 5970 },
  number: { type: '12', gives: 12 },
  campus: { gives: 'north' },
  collection: { gives: 'n-arts' },
  point: { gives: 'n1' },
  shelf: { type: '３F-A12', gives: '3F-A12' },
  hold_slot: { type: 'NH1-01', gives: 'NH1-01' },
  crate: { type: 'CR-001', gives: 'CR-001' },
  bag: { type: 'BAG-0001', gives: 'BAG-0001' },
  places_looked: { spec: { options: ['trolley', 'table'] }, gives: ['trolley'] },
  isbn: { type: '978-7-302-51185-4', gives: '9787302511854' },
  barcode: { type: 'N99000001', gives: 'N99000001' },
  call_number: { type: 'I247.5/12', gives: 'I247.5/12' },
  fund: { gives: 'fund' },
  vendor: { gives: 'vendor' },
  address: { gives: 's-dorm' },
  slot: { type: '2018-06-08 10:00-12:00', gives: '2018-06-08 10:00-12:00' },
  evidence_choice: { spec: { options: ['code', 'card'] }, gives: 'code' },
};

const title = { id: 'title', title: '红楼梦', author: '曹雪芹', callNumber: 'I242.4/1' };
const collection = { zh: '北区文学', en: 'North Arts' };
const copy = { id: 'c1', barcode: 'C1', callNumber: 'I242.4/1' };

function show(kind: FieldKind, more: Partial<FieldSpec> = {}, props: Record<string, unknown> = {}) {
  const page = pageWith({
    'search.readers': () => ({
      rows: [reader('asker')],
      count: { total: 1, more: false },
      names: 'all',
    }),
    'search.titles': () => ({
      rows: [{ title, copies: 2, byCampus: {} }],
      count: { total: 1, more: false },
    }),
    'search.all': () => ({ requests: [], copies: [{ copy, collection }], titles: [], readers: [] }),
  });
  const field = { name: 'value', spec: { kind, ...more }, required: true, problem: null };
  return page.mount(FormField, {
    field,
    queue: 'delivery',
    request: null,
    computedChoices: {},
    text: '',
    tried: false,
    refused: false,
    modelValue: undefined,
    ...props,
  });
}

async function operate(field: VueWrapper, sample: Sample): Promise<void> {
  const box = field.find('[role="combobox"]');
  if (box.exists()) {
    await box.setValue(sample.type ?? '');
    await vi.waitUntil(() => field.find('[role="option"]').exists());
    await box.trigger('keydown', { key: 'Enter' });
  } else if (sample.type !== undefined) {
    await field.find('input, textarea').setValue(sample.type);
  } else if (field.find('select').exists()) {
    await field.find('select').setValue(field.findAll('option')[1]?.attributes('value') ?? '');
  } else await field.find('input').setValue(true);
  await flushPromises();
}

afterEach(() => void (document.body.innerHTML = ''));

describe('the control of every kind of input', () => {
  it.each(Object.entries(SAMPLES) as [FieldKind, Sample][])('%s', async (kind, sample) => {
    const field = show(kind, sample.spec);
    await operate(field, sample);
    const raw = field.emitted('update:modelValue')?.at(-1)?.[0];
    const spec: FieldSpec = { kind, ...sample.spec };
    expect(readDraft({ value: spec }, { value: raw }, null).input['value']).toEqual(sample.gives);
  });

  it('has a label that names it', () => {
    const field = show('money');
    const label = field.find('label');
    expect(field.find('input').attributes('id')).toBe(label.attributes('for'));
  });

  it('says in words why an ISBN is none', () => {
    const field = show(
      'isbn',
      {},
      {
        tried: true,
        field: { name: 'isbn', spec: { kind: 'isbn' }, required: true, problem: 'isbn' },
      },
    );
    expect(field.text()).toContain('校验位');
    expect(field.find('input').attributes('aria-invalid')).toBe('true');
  });

  it('shows what a choice rests on', () => {
    const text = { zh: '先读为快 2018', en: 'Read first 2018' };
    const field = show(
      'fund',
      {},
      { computedChoices: { value: [{ value: 'fund', text, hint: '120.00' }] } },
    );
    expect(field.text()).toContain('余额 120.00 元');
  });
});

describe('a form read', () => {
  const fields = {
    kind: { kind: 'choice', options: ['for_loan', 'permanent'] },
    target: { kind: 'collection', when: (input) => input['kind'] === 'permanent' },
    price: { kind: 'money', optional: true },
  } as const satisfies Record<string, FieldSpec>;

  it('shows a field only when it is wanted, and forgets what it held', () => {
    const draft = { kind: 'for_loan', target: 's-main' };
    const read = readDraft(fields, draft, null);
    expect(read.shown.map(({ name }) => name)).toEqual(['kind', 'price']);
    expect(read.input).toEqual({ kind: 'for_loan' });
    expect(read.complete).toBe(true);
  });

  it('is not complete while a wanted field is empty or wrong', () => {
    expect(readDraft(fields, { kind: 'permanent' }, null).complete).toBe(false);
    expect(readDraft(fields, { kind: 'for_loan', price: '1.234' }, null).complete).toBe(false);
  });

  it('writes money that the desk prefilled in yuan, and reads it back', () => {
    const draft = draftOf(fields, { price: 5970 });
    expect(draft['price']).toBe('59.70');
    expect(readDraft(fields, { ...draft, kind: 'for_loan' }, null).input['price']).toBe(5970);
  });
});
