// Words to the library: a category is called the same in the form and on the ticket.

import { expect, it } from 'vitest';
import { CATEGORY_WORDS } from '../../../shared/words/voice-words.ts';
import { answered, mounted } from '../../phone/testing.ts';
import { useWords } from '../../words/use-words.ts';
import FeedbackPage from './feedback-page.vue';

it.each(['zh', 'en'] as const)('names categories as tickets do, in %s', (language) => {
  useWords().language.value = language;
  const tickets = async () => answered({ rows: [], total: 0 });
  const view = mounted(FeedbackPage, {}, { tickets });
  const named = view
    .findAll('option')
    .map((each) => [each.attributes('value') ?? '', each.text()] as const);
  const expected = Object.entries(CATEGORY_WORDS).map(([name, text]) => [name, text[language]]);
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(expected));
  useWords().language.value = 'zh';
});
