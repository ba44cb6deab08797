import { flushPromises } from '@vue/test-utils';
import { ElButton, ElInput } from 'element-plus';
import { afterEach, describe, expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { StaffRole } from '../../../shared/library/entities.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { i18n } from '../../i18n/index.ts';
import JoinForm from './join-form.vue';

async function otherBase(roles: StaffRole[] | null) {
  const page = pageWith({ 'sync.join': () => refuse('base_differs', { actions: 3 }) }, roles);
  const view = page.mount({ ...JoinForm, components: { ElButton, ElInput } }, {});
  for (const name of ['address', 'code', 'name']) {
    await view.find(`input[name="${name}"]`).setValue('x');
  }
  await view.find('form').trigger('submit');
  await flushPromises();
  return view.find('.other');
}

afterEach(() => {
  i18n.global.locale.value = 'zh';
  document.body.innerHTML = '';
});

describe('joining a service on another base', () => {
  it('offers an export to whoever is signed in', async () => {
    const other = await otherBase(['admin']);
    expect(other.text()).toContain('可以先导出本台的操作');
    expect(other.findAll('button').map((button) => button.text())).toContain('导出全部操作');
  });

  it('says on the sign-in page where the export is, and shows no button that would fail', async () => {
    const other = await otherBase(null);
    expect(other.text()).toContain('登录后在“同步”页接入');
    expect(other.findAll('button').map((button) => button.text())).toEqual(['另存后重新开始…']);
    i18n.global.locale.value = 'en';
    await flushPromises();
    expect(other.text()).toContain('sign in and join from the Sync page');
  });
});
