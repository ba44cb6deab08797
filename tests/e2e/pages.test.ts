// Every page in Chinese, light and dark.

import { describe } from 'vitest';
import { everyPage } from '../support/every-page.ts';

describe('pages in Chinese', () => {
  everyPage('zh', { axe: true });
});
