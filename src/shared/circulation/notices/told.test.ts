import { describe, expect, it } from 'vitest';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';
import type { CirculationStory } from '../../../../tests/support/circulation-story.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { sceneOf, silenceOf } from '../../queues/notices/notice-silence.ts';
import { reminderNotice } from './remind.ts';

const DAY = 1440;

/** A loan that is due in two days, and the reminder that nobody has given. */
async function dueSoon() {
  const story = circulationStory();
  const loanId = await story.lends('reader-1', 'C1');
  story.wait(28 * DAY);
  const { world } = story;
  const scene = { world, env: modelEnv, at: story.now() };
  const notice = await reminderNotice(scene, 'loan', await story.loan(loanId));
  if (!notice) throw new Error('nothing is due');
  return { story, loanId, notice, input: { loanId, code: 'loan.due_soon' } };
}
const tells = async (story: CirculationStory, id: string, input: object, who = 'desk-a') =>
  (await story.does(who, 'notice.told', id, { ...input })).code;

describe('what a person tells a reader', () => {
  it('is a reminder given, so that the system gives it no more', async () => {
    const { story, loanId, notice, input } = await dueSoon();
    expect(await tells(story, notice.id, { ...input, how: 'phone' })).toBe('ok');
    const told = { toldOn: story.now(), toldBy: 'desk-a', toldHow: 'phone' };
    expect(await story.world.get('notice', notice.id)).toMatchObject({
      ...notice,
      ver: 1,
      ...told,
    });
    const { code } = await story.does('system', 'loan.remind', loanId, { code: 'loan.due_soon' });
    expect(code).toBe('not_due');
  });

  it('is sent no more, unless it was a mistake', async () => {
    const { story, notice, loanId } = await dueSoon();
    await story.does('system', 'loan.remind', loanId, { code: 'loan.due_soon' });
    const silence = async () => {
      const scene = await sceneOf(story.world, notice.id);
      return scene && silenceOf(scene, story.now());
    };
    expect(await silence()).toBeNull();
    expect(await tells(story, notice.id, { how: 'letter' })).toBe('ok');
    expect(await silence()).toBe('told');
    expect(await tells(story, notice.id, { how: 'phone' })).toBe('told_already');
    expect(await tells(story, notice.id, { how: null })).toBe('ok');
    expect(await silence()).toBeNull();
    expect(await story.world.get('notice', notice.id)).not.toHaveProperty('toldBy');
  });

  it('is there, is due, and is for whoever serves readers', async () => {
    const { story, notice, input } = await dueSoon();
    const { id } = notice;
    expect(await tells(story, id, { ...input, how: 'smoke' })).toBe('bad_input');
    expect(await tells(story, id, { how: 'phone' })).toBe('not_found');
    expect(await tells(story, 'another', { ...input, how: 'phone' })).toBe('not_found');
    expect(await tells(story, id, { ...input, how: null })).toBe('not_found');
    expect(await tells(story, id, { ...input, how: 'phone' }, 'buyer-a')).toBe('forbidden');
    story.wait(30 * DAY);
    expect(await tells(story, id, { ...input, how: 'phone' })).toBe('not_found');
  });
});
