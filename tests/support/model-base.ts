// The model library as a base that desks and services can begin with.

import { DEMO_PASSWORD, DEMO_VERIFIER } from '../../src/demo/about.ts';
import type { Base, RowOfBase } from '../../src/node/base.ts';
import { cardHasher } from '../../src/node/env.ts';
import type { Calendar, Title } from '../../src/shared/library/entities.ts';
import type { Kind } from '../../src/shared/queues/world/world.ts';
import { START, modelLibrary } from './model-library.ts';

/** Every account's password. */
export const PASSWORD = DEMO_PASSWORD;
/** Key of the readers' cards; reader-1 has card 1800000001, and so on. */
export const CARD_KEY = 'test key';

const HOURS: Calendar = {
  id: 'hours',
  ver: 1,
  name: { zh: '开放时间', en: 'Hours' },
  weekly: Array.from({ length: 7 }, (): [string, string][] => [['08:00', '22:00']]),
  exceptions: [],
};

const CHINESE: Partial<Record<string, Partial<Title>>> = {
  t1: { title: '高等数学教程', author: '张文远' },
  t2: { title: '数据结构与算法', author: '李明' },
  t3: { title: 'Introduction to Algorithms', author: 'Cormen' },
};

const PRIVATE_NAMES: Partial<Record<string, string>> = { '1': '王小明' };

function* modelRows(): Iterable<RowOfBase> {
  const cardHash = cardHasher(CARD_KEY);
  const world = modelLibrary();
  yield { kind: 'calendar', row: HOURS };
  const kinds: Kind[] = ['place', 'title', 'copy', 'reader', 'staff', 'fund', 'vendor'];
  for (const kind of kinds) {
    for (const row of world.all(kind)) {
      const changed = kind === 'title' ? CHINESE[row.id] : undefined;
      const number = row.id.slice(-1);
      const card = `180000000${number}`;
      const hashed = kind === 'reader' ? { cardHash: cardHash(card) } : {};
      yield { kind, row: { ...row, ...changed, ...hashed } } as RowOfBase;
      if (kind !== 'reader') continue;
      const name = PRIVATE_NAMES[number] ?? `读者${number}`;
      const phone = '13800000000';
      yield { kind: 'private', row: { id: row.id, ver: 1, name, card, phone, email: '' } };
    }
  }
}

/** The model library as a base; its accounts share one password. */
export function modelBase(version = 1): Base {
  return {
    spec: { kind: 'demo', seed: 1, scale: 1, version },
    text: `model/${version}`,
    start: START,
    cardKey: CARD_KEY,
    demo: { password: PASSWORD, verifier: DEMO_VERIFIER },
    rows: modelRows,
  };
}
