import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { computed, shallowRef } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers } from '../../../../tests/support/page.ts';
import { detailOf, legalOf, lineOf } from '../../../../tests/support/request-rows.ts';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import BulkPanel from './bulk-panel.vue';

const OK = { ok: true, requestId: 'any', remarks: [], undo: null };

function linesOf(count: number, state: string, from = 0): RequestLine[] {
  return Array.from({ length: count }, (_, index) =>
    lineOf('delivery', state, {
      id: `request-${from + index}`,
      code: `N1-${from + index}`,
      head: `head-${from + index}`,
    }),
  );
}

async function open(lines: RequestLine[], answers: Answers = {}) {
  const [first] = lines;
  if (!first) throw new Error('no line');
  const actions = ['accept', 'reject', 'cancel', 'correct'].map((action) => legalOf(action));
  const page = pageWith({ 'requests.detail': () => detailOf(first, { actions }), ...answers });
  const selected = shallowRef(new Map(lines.map((line) => [line.request.id, line])));
  const cursor = {
    selected,
    isFull: computed(() => false),
    clearSelection: () => (selected.value = new Map()),
  };
  const panel = page.mount(BulkPanel, { queue: 'delivery', cursor });
  await flushPromises();
  return { page, panel };
}

const actionsOf = (panel: VueWrapper) =>
  panel.findAll('[data-action]').map((button) => button.attributes('data-action'));

async function cancelAll(panel: VueWrapper): Promise<void> {
  await panel.find('[data-action="cancel"]').trigger('click');
  await panel.find('[data-field="reason"] select').setValue('duplicate');
}

afterEach(() => void (document.body.innerHTML = ''));

describe('several requests at once', () => {
  it('offers what all have in common and needs nothing of a single row', async () => {
    const { panel } = await open([...linesOf(2, 'submitted'), ...linesOf(2, 'accepted', 2)]);
    expect(actionsOf(panel)).toEqual(['cancel', 'claim', 'release', 'note']);
  });

  it('sends one command with the head of each row', async () => {
    const { page, panel } = await open(linesOf(3, 'submitted'), {
      'requests.bulk': ({ rows }) => ({
        ok: true,
        results: (rows as { requestId: string }[]).map(({ requestId }) => ({
          requestId,
          outcome: OK,
        })),
      }),
    });
    await cancelAll(panel);
    await panel.find('form').trigger('submit');
    await flushPromises();
    const [sent] = page.asked.filter(({ name }) => name === 'requests.bulk');
    expect(sent?.input).toMatchObject({
      action: 'cancel',
      input: { reason: 'duplicate' },
      rows: [0, 1, 2].map((n) => ({ requestId: `request-${n}`, expectHead: `head-${n}` })),
    });
    expect(panel.text()).toContain('完成 3 件，未完成 0 件');
  });

  it('says of each row what became of it, the refused ones first with their sentence', async () => {
    const { panel } = await open(linesOf(3, 'submitted'), {
      'requests.bulk': ({ rows }) => ({
        ok: true,
        results: (rows as { requestId: string }[]).map(({ requestId }, index) => ({
          requestId,
          outcome:
            index === 2
              ? {
                  ok: false,
                  code: 'claimed_by_other',
                  facts: { by: 'other', until: '2018-06-06T03:00:00.000Z', code: 'N1-2' },
                }
              : OK,
        })),
      }),
    });
    await cancelAll(panel);
    await panel.find('form').trigger('submit');
    await flushPromises();
    const rows = panel.findAll('.results li');
    expect(rows[0]?.attributes('data-ok')).toBe('false');
    expect(rows[0]?.text()).toContain('李老师');
    expect(rows.map((row) => row.attributes('data-ok'))).toEqual(['false', 'true', 'true']);
  });

  it('wants a second person for more than 20 cancellations', async () => {
    const { page, panel } = await open(linesOf(21, 'submitted'), {
      'requests.bulk': () => ({ ok: true, results: [] }),
    });
    await cancelAll(panel);
    await panel.find('form').trigger('submit');
    const bulk = () => page.asked.filter(({ name }) => name === 'requests.bulk');
    expect(bulk()).toHaveLength(0);
    const [login, password] = panel.findAll('fieldset input');
    await login?.setValue('supervisor');
    await password?.setValue('shutai-demo');
    await panel.find('form').trigger('submit');
    await flushPromises();
    expect(bulk()[0]?.input['second']).toEqual({ login: 'supervisor', password: 'shutai-demo' });
  });

  it('asks nobody else for 20', async () => {
    const { panel } = await open(linesOf(20, 'submitted'));
    await cancelAll(panel);
    expect(panel.find('fieldset').exists()).toBe(false);
  });
});
