// Words of the settings about the library's desks.

import type { Same, Words } from '../both.ts';

const zh = {
  alone: '本台独立运行，没有别的服务台。',
  alone_hint: '接入中心服务后，这里列出全馆的服务台，并给出新机器的接入码。',
  code: '台号',
  name: '名称',
  enrolled: '接入日期',
  made_alone: '带来独立运行时的操作：{count} 项',
  seen: '最近联系',
  never: '还没有',
  state: '状态',
  in_use: '在用',
  own: '本台',
  revoked: '已停用',
  revoke: '停用',
  sure: '停用 {code}？它立即不能再与中心服务往来；还没上传的操作留在那台机器上，可以导出。停用后不能恢复，要重新接入。',
  sure_own:
    '停用的是您正在用的这台机器（{code}）。它立即不能再与中心服务往来；还没上传的操作留在本机，可以导出。停用后要重新接入。',
  yes: '停用 {code}',
  done: '{code} 已停用',
  new: '接入一台新机器',
  new_note: '给出一个一次性接入码，10 分钟内在新机器的“同步”页或登录页填入；每码只能接入一台。',
  for_campus: '它在哪个校区',
  make: '给出接入码',
  copy: '复制',
  copied: '接入码已复制',
  not_copied: '不能直接复制；已选中，请按 Ctrl+C 或抄下来',
  until: '{campus}，{time} 前有效，只显示这一次',
  expired: '接入码已过期，请再要一个。',
} satisfies Words;

const en: Same<typeof zh> = {
  alone: 'This desk works on its own; there are no others.',
  alone_hint: 'Once a central service is joined, the library’s desks and their codes are here.',
  code: 'Code',
  name: 'Name',
  enrolled: 'Joined',
  made_alone: 'Actions brought from working alone: {count}',
  seen: 'Last seen',
  never: 'not yet',
  state: 'State',
  in_use: 'In use',
  own: 'This desk',
  revoked: 'Revoked',
  revoke: 'Revoke',
  sure: 'Revoke {code}? It is cut off from the service at once; what it has not sent stays on that machine and can be exported. To come back it has to join anew.',
  sure_own:
    'This is the machine that you are using ({code}). It is cut off from the service at once; what it has not sent stays here and can be exported. To come back it has to join anew.',
  yes: 'Revoke {code}',
  done: '{code} was revoked',
  new: 'Join a new machine',
  new_note:
    'Makes a code to be entered within 10 minutes on the new machine’s Sync or sign-in page; each code is for one machine.',
  for_campus: 'On which campus',
  make: 'Make a code',
  copy: 'Copy',
  copied: 'The code was copied',
  not_copied: 'It cannot be copied from here; it is marked: press Ctrl+C or write it down',
  until: '{campus}, valid until {time}, shown only this once',
  expired: 'The code has expired; please make another.',
};

export const deskWords = { zh, en };
