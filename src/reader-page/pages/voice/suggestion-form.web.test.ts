// A suggestion: a number that is too short for an ISBN does not leave the form.

import { expect, it } from 'vitest';
import { mounted } from '../../phone/testing.ts';
import SuggestionForm from './suggestion-form.vue';

it('says itself that an ISBN is too short', () => {
  const view = mounted(SuggestionForm, { busy: false }, {});
  expect(view.get('input[name="isbn"]').attributes()).toMatchObject({
    minlength: '10',
    maxlength: '20',
  });
  expect(view.get('input[name="author"]').attributes('minlength')).toBeUndefined();
});
