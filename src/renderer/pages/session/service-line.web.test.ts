import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { statusOf } from '../../../../tests/support/sync-scene.ts';
import type { SyncStatus } from '../sync/use-standing.ts';
import ServiceLine from './service-line.vue';

async function said(over: Partial<SyncStatus>): Promise<string> {
  const view = pageWith({}, null).mount(ServiceLine, { status: statusOf(over) });
  await flushPromises();
  return view.text();
}

afterEach(() => void (document.body.innerHTML = ''));

describe('the service on the sign-in page', () => {
  it('checks passwords only once it was heard', async () => {
    expect(await said({ state: 'live' })).toContain('密码由它核对');
    expect(await said({ state: 'signing_in' })).toContain('密码由它核对');
    for (const state of ['signing_in', 'offline'] as const) {
      expect(await said({ state, lastContact: null })).toContain('离线');
    }
    expect(await said({ state: 'stopped', lastContact: null })).toContain('同步已停止');
  });
});
