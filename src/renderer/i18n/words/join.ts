// Words of joining a library's central service.

import { both } from '../both.ts';

export const joinWords = both(
  {
    title: '接入中心服务',
    lead: '接入后，各校区的服务台看到同样的申请，本台做过的操作按顺序上传。接入码由管理员在“设置 → 服务台”里给出，或由中心服务打印。',
    address: '服务地址',
    address_hint: 'https://shutai.example',
    code: '接入码（一次性）',
    name: '本台名称',
    name_hint: '例：南区总台 1 号机',
    send: '接入',
    checking: '正在连接…',
    done: '已接入，本台编号 {code}',
    aside: '原有操作已另存为 {name}',
    other_base: '可以先导出本台的操作，再重新开始；或者不接入，继续独立运行。',
    other_base_out:
      '要先导出本台的操作，请登录后在“同步”页接入；也可以现在就重新开始，原有操作会另存；或者不接入，继续独立运行。',
    fresh: '另存后重新开始…',
    fresh_sure:
      '本台的 {n} 个操作不会上传：它们另存为数据目录里的一个文件，然后本台从中心服务的记录重新开始。',
    fresh_yes: '另存并接入',
    from_sign_in: '接入图书馆的中心服务',
    back: '返回登录',
    progress: '正在载入全馆的记录',
    wait: '载入完成后即可登录。',
  },
  {
    title: 'Join a central service',
    lead: 'Once joined, desks on all campuses see the same requests, and what was done here goes there in order. The code comes from an administrator (Settings → Desks) or is printed by the service.',
    address: 'Address of the service',
    address_hint: 'https://shutai.example',
    code: 'Code (used once)',
    name: 'Name of this desk',
    name_hint: 'for example: South desk, machine 1',
    send: 'Join',
    checking: 'Connecting…',
    done: 'Joined; this desk is {code}',
    aside: 'What was done before lies in {name}',
    other_base: 'You can export what this desk has and begin afresh, or not join and go on alone.',
    other_base_out:
      'To export what this desk has first, sign in and join from the Sync page. You can also begin afresh now, with all of it put aside in a file, or not join and go on alone.',
    fresh: 'Put aside and begin afresh…',
    fresh_sure:
      'What was done on this desk ({n}) will not go to the service: it is put aside in a file of the data folder, and this desk begins with the service’s records.',
    fresh_yes: 'Put aside and join',
    from_sign_in: 'Join a library’s central service',
    back: 'Back to sign-in',
    progress: 'Loading the library’s records',
    wait: 'You can sign in as soon as this is done.',
  },
);
