import { ElButton } from 'element-plus';
import { afterEach, describe, expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import FullExport from './full-export.vue';

function form() {
  const page = pageWith({}, ['admin']);
  const view = page.mount({ ...FullExport, components: { ElButton } }, { busy: false });
  const [login, password] = view.findAll('input');
  if (!login || !password) throw new Error('the form asks for a login and a password');
  return { view, login, password, sign: () => view.find('form').trigger('submit') };
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('a full copy', () => {
  it('is asked for only once the second person has given both login and password', async () => {
    const { view, login, password, sign } = form();
    await login.setValue('boss');
    await sign();
    expect(view.emitted('yes')).toBeUndefined();
    expect(view.find('[role="alert"]').text()).not.toBe('');
    await password.setValue('secret of the boss');
    await sign();
    expect(view.emitted('yes')).toEqual([[{ login: 'boss', password: 'secret of the boss' }]]);
    expect(view.find('[role="alert"]').exists()).toBe(false);
  });

  it('leaves no password in the form', async () => {
    const { login, password, sign } = form();
    await login.setValue('boss');
    await password.setValue('secret of the boss');
    await sign();
    expect((password.element as HTMLInputElement).value).toBe('');
  });
});
