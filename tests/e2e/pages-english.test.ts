// Every page in English: nothing cut, no raw words. Axe and colours are looked at in Chinese.

import { describe } from 'vitest';
import { everyPage } from '../support/every-page.ts';

describe('pages in English', () => {
  everyPage('en', { axe: false });
});
