// Every page in English; its colours are looked at in Chinese.

import { describe } from 'vitest';
import { everyPage } from '../support/every-page.ts';

describe('pages in English', () => {
  everyPage('en', { colours: false });
});
