// Words of the queue page; states, actions and sentences of the queues themselves come from `shared`.

import { both } from '../i18n/both.ts';
import { en } from './words-en.ts';
import { zh } from './words-zh.ts';

export const queueWords = both(zh, en);
