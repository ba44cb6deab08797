// Words of the full copy of a desk's actions, which two people give out together.

import { both } from '../both.ts';

export const fullExportWords = both(
  {
    ask: '导出完整副本…',
    note: '完整副本含读者证号、备注和读者的话。须由另一位有权的馆员在此签名；两人的名字都会记录在案。',
    login: '另一位馆员的工号',
    password: '另一位馆员的密码',
    yes: '签名并导出',
    missing: '请填写工号和密码。',
  },
  {
    ask: 'Export a full copy…',
    note: 'A full copy has readers’ card numbers, notes and readers’ words in it. Somebody else with the right signs here; both names are recorded.',
    login: 'Login of the second person',
    password: 'Password of the second person',
    yes: 'Sign and export',
    missing: 'Enter login and password.',
  },
);
