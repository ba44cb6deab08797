// Words of the list of readers whom somebody has to tell something.

import { both } from '../both.ts';

export const tellingWords = both(
  {
    title: '今天要告知的读者',
    note: '这台服务台独立工作，系统不发通知，请打电话、寄信或当面告知。',
    none: '今天要告知的都已告知。',
    more: '先列出 {n} 位，共 {total} 位。',
    print: '打印名单',
    phone: '已电话告知',
    letter: '已寄信',
    in_person: '已当面告知',
    told: '今天已告知 {n} 件',
    how: { phone: '电话', letter: '信件', in_person: '当面' },
    take_back: '撤回',
    sheet: {
      title: '要告知的读者',
      reader: '读者',
      contact: '电话与邮箱',
      no_contact: '未登记',
      what: '内容',
      done: '已告知（日期、方式）',
      keep: '名单上有读者的联系方式，用完请销毁。',
    },
  },
  {
    title: 'Readers to tell today',
    note: 'This desk works alone and sends no notices: please call, write, or tell them in person.',
    none: 'Everything there was to tell today has been told.',
    more: 'The first {n} of {total} readers.',
    print: 'Print the list',
    phone: 'Called',
    letter: 'Letter sent',
    in_person: 'Told in person',
    told: '{n} told today',
    how: { phone: 'by telephone', letter: 'by letter', in_person: 'in person' },
    take_back: 'Take back',
    sheet: {
      title: 'Readers to tell',
      reader: 'Reader',
      contact: 'Telephone and e-mail',
      no_contact: 'none known',
      what: 'What to tell',
      done: 'Told (day, how)',
      keep: 'This list holds contact details of readers. Please destroy it after use.',
    },
  },
);
