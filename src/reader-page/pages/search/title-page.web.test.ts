// A title that is not there is said once, and a line that broke can be tried again.

import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../phone/answer.ts';
import { mounted, refusedWith } from '../../phone/testing.ts';
import TitlePage from './title-page.vue';

async function shown(answer: Answer<never>) {
  const asked = async () => answer;
  const view = mounted(TitlePage, {}, { title: asked, titleReviews: asked, choices: asked });
  await flushPromises();
  return {
    said: view.findAll('[role="alert"]').map((each) => each.text()),
    again: view.findAll('[data-again]').length,
  };
}

describe('a title', () => {
  it('that does not exist is said once, with nothing to try again', async () => {
    const missing = refusedWith('没有找到。', 404);
    expect(await shown(missing)).toEqual({ said: ['没有找到。'], again: 0 });
  });

  it('can be asked for again where the line broke', async () => {
    const { again } = await shown({ ok: false, failed: { kind: 'offline' } });
    expect(again).toBe(1);
  });
});
