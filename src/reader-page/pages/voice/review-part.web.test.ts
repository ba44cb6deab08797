// A review: no stars are chosen beforehand, and near the end of what fits it says how much more does.

import { flushPromises } from '@vue/test-utils';
import { beforeEach, expect, it } from 'vitest';
import { answered, mounted } from '../../phone/testing.ts';
import { useWords } from '../../words/use-words.ts';
import ReviewPart from './review-part.vue';

beforeEach(() => sessionStorage.clear());

async function writing() {
  const none = { stars: null, total: 0, rows: [], own: null };
  const asked: unknown[] = [];
  const view = mounted(
    ReviewPart,
    { titleId: 't1' },
    {
      titleReviews: async () => answered(none),
      review: async (...of: never[]) => {
        asked.push(of[1]);
        return answered({ review: {} });
      },
    },
  );
  await flushPromises();
  await view.get('[data-write]').trigger('click');
  return { view, asked };
}

it('has no stars until the reader chooses some', async () => {
  const { view, asked } = await writing();
  expect(view.findAll('.lit')).toHaveLength(0);
  const radios = view.findAll<HTMLInputElement>('[name="stars"]');
  expect(radios.every(({ element }) => element.required && !element.checked)).toBe(true);
  await radios[1]?.setValue(true);
  expect(view.findAll('.lit')).toHaveLength(2);
  await view.get('form').trigger('submit');
  await flushPromises();
  expect(asked).toMatchObject([{ stars: 2 }]);
});

it('counts what still fits only near the end', async () => {
  const { view } = await writing();
  const text = view.get('[name="review"]');
  await text.setValue('好'.repeat(899));
  expect(view.find('[data-left]').exists()).toBe(false);
  await text.setValue('好'.repeat(998));
  expect(view.get('[data-left]').text()).toBe('还可以写 2 个字');
});

it('says one star and two stars', () => {
  const { language, starsText } = useWords();
  language.value = 'en';
  expect([starsText(1), starsText(2)]).toEqual(['1 star', '2 stars']);
  language.value = 'zh';
});
