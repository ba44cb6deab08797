import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import type { Ref } from 'vue';
import { NOW, event } from '../../../../tests/support/queue-context.ts';
import { ME, pageWith } from '../../../../tests/support/page.ts';
import type { Answers, Page } from '../../../../tests/support/page.ts';
import { OTHERS_CLAIM, detailOf, legalOf, lineOf } from '../../../../tests/support/request-rows.ts';
import type { RequestDetail as Detail } from '../../../shared/desk-contract.ts';
import type { StaffRole } from '../../../shared/library/entities.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { useRedo } from '../../stores/redo.ts';
import RequestDetail from './request-detail.vue';
import { useDetail } from './use-detail.ts';
import type { OpenDetail } from './use-detail.ts';

interface Scene {
  page: Page;
  view: VueWrapper;
  open: OpenDetail;
  opened: Ref<string | null>;
  /** What the desk answers from now on. */
  answer: Detail;
}

function detail(over: Partial<Detail> = {}, request: Partial<Request> = {}): Detail {
  const line = lineOf('reallocation', 'submitted', { fields: { kind: 'for_loan' }, ...request });
  return detailOf(line, { actions: [legalOf('cancel', { key: 'z' })], ...over });
}

async function scene(answer: Detail, answers: Answers = {}, roles?: StaffRole[]): Promise<Scene> {
  const held = { answer };
  const page = pageWith({ 'requests.detail': () => held.answer, ...answers }, roles);
  const opened = ref<string | null>('request');
  const kept: { open?: OpenDetail } = {};
  const view = page.mount(
    defineComponent(() => {
      const open = useDetail(() => opened.value);
      kept.open = open;
      return () => h(RequestDetail, { detail: open, opened: opened.value });
    }),
    {},
  );
  await flushPromises();
  if (!kept.open) throw new Error('the detail was not set up');
  return Object.assign(held, { page, view, opened, open: kept.open });
}

const acted = (at: Scene) => at.page.asked.filter(({ name }) => name === 'requests.act');

afterEach(() => void (document.body.innerHTML = ''));

describe('one request', () => {
  it('keeps an open form and what was typed when the request changes elsewhere', async () => {
    const at = await scene(detail());
    await at.view.find('[data-action="cancel"]').trigger('click');
    await at.view.find('[data-field="note"] textarea').setValue('读者来电');
    at.answer = detail({}, { head: 'later', claim: OTHERS_CLAIM });
    at.page.change('request');
    await expect.poll(() => at.view.find('.claim').exists()).toBe(true);
    const note = at.view.find<HTMLTextAreaElement>('[data-field="note"] textarea');
    expect(note.element.value).toBe('读者来电');
  });

  it('acts on the head that the person saw, so that the desk can say that it is stale', async () => {
    const stale = {
      ok: false,
      code: 'stale',
      facts: { by: 'other', action: 'approve', at: '2018-06-06T01:00:00.000Z', state: 'approved' },
    };
    const at = await scene(detail(), { 'requests.act': () => stale });
    await at.view.find('[data-action="cancel"]').trigger('click');
    at.answer = detail({}, { head: 'later' });
    at.page.change('request');
    await expect.poll(() => at.open.data.value?.line.request.head).toBe('later');
    await at.view.find('[data-field="reason"] select').setValue('duplicate');
    await at.view.find('form').trigger('submit');
    await flushPromises();
    expect(acted(at)[0]?.input['expectHead']).toBe('head');
    expect(at.view.find('[data-code="stale"]').text()).toContain('李老师');
    await at.view.find('form').trigger('submit');
    await flushPromises();
    expect(acted(at)[1]?.input['expectHead']).toBe('later');
  });

  it('strikes what was undone and says so', async () => {
    const events = [
      event({ id: 'e1', actor: ME, action: 'submit', to: 'submitted' }),
      event({
        id: 'e2',
        actor: ME,
        action: 'cancel',
        from: 'submitted',
        to: 'cancelled',
        reason: 'duplicate',
      }),
      event({
        id: 'e3',
        actor: ME,
        action: 'undo',
        from: 'cancelled',
        to: 'submitted',
        undoes: 'e2',
      }),
    ];
    const at = await scene(detail({ events }));
    const lines = at.view.findAll('[aria-label="经过"] li');
    expect(lines.map((line) => line.find('s').exists())).toEqual([false, true, false]);
    expect(lines[1]?.text()).toContain('已撤销');
    expect(lines[1]?.text()).toContain('重复申请');
  });

  it('shows staff notes apart from the text for the reader', async () => {
    const events = [event({ actor: ME, note: '书脊破损', readerText: '请到总台领取' })];
    const at = await scene(detail({ events }));
    expect(at.view.find('[aria-label^="馆员备注"]').text()).toContain('书脊破损');
    const timeline = at.view.find('[aria-label="经过"]').text();
    expect(timeline).toContain('请到总台领取');
    expect(timeline).not.toContain('书脊破损');
  });

  it('shows the reader masked until the showing is asked for, which is a command', async () => {
    const at = await scene(detail(), {
      'readers.reveal': () => ({
        ok: true,
        name: '张三',
        card: '1806000012',
        phone: '138',
        email: '',
      }),
    });
    const reader = () => at.view.find('[aria-label="读者"]');
    expect(reader().text()).toContain('张*');
    expect(reader().text()).not.toContain('张三');
    await reader().find('button').trigger('click');
    await flushPromises();
    expect(reader().text()).toContain('张三');
    expect(at.page.asked.at(-1)).toMatchObject({
      name: 'readers.reveal',
      input: { requestId: 'request' },
    });
  });

  it('offers to take over a claim only to whoever may', async () => {
    const claimed = detail({}, { claim: OTHERS_CLAIM });
    const desk = await scene(claimed, {}, ['desk']);
    expect(desk.view.find('[data-action="claim"]').exists()).toBe(false);
    const supervisor = await scene(claimed, {}, ['supervisor']);
    expect(supervisor.view.find('[data-action="claim"]').text()).toContain('接管');
  });

  it('says what is owed next and who owes it', async () => {
    const at = await scene(detail({}, { state: 'approved' }));
    expect(at.view.find('[aria-label="本册经手"]').text()).toContain('取书（流通馆员、学生助管）');
  });

  it('does nothing on the request before while another is on its way', async () => {
    const at = await scene(detail());
    at.opened.value = 'another';
    await flushPromises();
    expect(at.open.stale.value).toBe(true);
    at.open.toggleClaim();
    expect(acted(at)).toHaveLength(0);
  });

  it('tells a case with what came in between, and offers to correct only to whoever may', async () => {
    const facts = {
      action: 'receive',
      state: 'cancelled',
      tried: 'receive',
      by: ME,
      at: '2018-06-06T02:00:00.000Z',
      changedBy: 'other',
      changedAt: '2018-06-06T01:50:00.000Z',
      changedAction: 'cancel',
      changedTo: 'cancelled',
    };
    const opened = {
      id: 'case',
      ver: 1,
      requestId: 'request',
      commandId: 'command',
      code: 'illegal',
      facts,
      openedOn: NOW,
      closedOn: null,
    };
    const actions = [legalOf('correct', { key: 'm' })];
    const at = await scene(detail({ cases: [opened], actions }));
    const section = at.view.find('[aria-label="异常记录"]');
    expect(section.text()).toMatch(/您在 .* 按扫描做了“到达签收”。.*李老师已在 .* 取消了申请/u);
    await section.find('button').trigger('click');
    expect(at.open.form.value?.action).toBe('correct');
    const other = await scene(detail({ cases: [opened], actions: [] }));
    expect(other.view.find('[aria-label="异常记录"] button').exists()).toBe(false);
    expect(other.view.find('[aria-label="异常记录"]').text()).toContain('由值班主管');
  });

  it('marks own actions that the service has not confirmed, and no others', async () => {
    const events = [
      event({ id: 'e1', commandId: 'c1' }),
      event({ id: 'e2', commandId: 'c2' }),
      event({ id: 'e3', commandId: 'c3' }),
    ];
    const at = await scene(detail({ events, unsent: { c2: 'saved', c3: 'doubtful' } }));
    const marks = at.view
      .findAll('[aria-label="经过"] li')
      .map((line) => line.findAll('.unsent').map((mark) => mark.text()));
    expect(marks).toEqual([['存疑'], ['已存本台'], []]);
  });

  it('leaves the buttons where they are while a form is open, and turns off what is gone', async () => {
    const two = [legalOf('cancel', { key: 'z' }), legalOf('approve', { key: 'a' })];
    const at = await scene(detail({ actions: two }));
    await at.view.find('[data-action="cancel"]').trigger('click');
    at.answer = detail({ actions: [legalOf('cancel', { key: 'z' })] }, { head: 'later' });
    at.page.change('request');
    await expect.poll(() => at.open.data.value?.line.request.head).toBe('later');
    await flushPromises();
    const approve = at.view.find('.bar [data-action="approve"]');
    expect(approve.attributes('disabled')).toBeDefined();
    at.open.closeForm();
    await flushPromises();
    expect(at.view.find('.bar [data-action="approve"]').exists()).toBe(false);
  });

  it('begins an action again with what was said then, without its scans, and puts the old one away', async () => {
    const accepted = { ok: true, requestId: 'request', remarks: [], undo: null };
    const at = await scene(detail(), {
      'requests.act': () => accepted,
      'sync.dismiss': () => ({ ok: true }),
    });
    useRedo().propose({
      why: 'again',
      commandId: 'refused',
      queue: 'reallocation',
      requestId: 'request',
      action: 'cancel',
      input: { reason: 'duplicate', note: '读者来电', scan: 'C1' },
      texts: {},
    });
    at.open.begin('cancel');
    await flushPromises();
    const note = at.view.find<HTMLTextAreaElement>('[data-field="note"] textarea');
    expect(note.element.value).toBe('读者来电');
    expect(at.view.find('form').text()).toContain('已按上次的操作填好');
    await at.view.find('form').trigger('submit');
    await flushPromises();
    expect(acted(at)[0]?.input).toMatchObject({
      action: 'cancel',
      input: { reason: 'duplicate', note: '读者来电' },
    });
    expect(acted(at)[0]?.input['input']).not.toHaveProperty('scan');
    expect(at.page.asked.find(({ name }) => name === 'sync.dismiss')?.input).toEqual({
      commandId: 'refused',
    });
    expect(useRedo().offer).toBeNull();
  });

  it('opens the form to take over what was to be claimed, and says that this is something else', async () => {
    const at = await scene(detail());
    useRedo().propose({
      why: 'instead',
      commandId: 'refused',
      queue: 'reallocation',
      requestId: 'request',
      action: 'take_over',
      input: {},
      texts: {},
    });
    at.open.begin('take_over');
    await flushPromises();
    expect(at.open.form.value?.action).toBe('take_over');
    expect(at.view.text()).toContain('原来的操作已做不成，现在可以这样做。');
  });

  it('writes to the supervisor as a note where there is no problem to report any more', async () => {
    const at = await scene(detail());
    useRedo().propose({
      why: 'ask',
      commandId: 'refused',
      queue: 'reallocation',
      requestId: 'request',
      action: 'report_problem',
      input: { note: '请主管看看' },
      texts: {},
    });
    at.open.begin('report_problem');
    await flushPromises();
    expect(at.open.form.value?.action).toBe('note');
    const note = at.view.find<HTMLTextAreaElement>('[data-field="note"] textarea');
    expect(note.element.value).toBe('请主管看看');
  });
});
