// The reader's own page: who they are, notices, words to the library, settings.
import { both } from './both.ts';

export const meWords = both(
  {
    title: '我的',
    status: {
      active: '读者证有效',
      blocked: '读者证已停用',
      expired: '读者证已过期',
      left: '已办离校',
      merged: '已并入另一张读者证',
    },
    quotas: '在办的申请',
    quota: '{used} / {quota}',
    settings: '设置',
    language: '语言',
    digest: '消息每天汇总一次',
    saved: '已保存。',
    sign_out: '退出登录',
    pin: '修改密码',
    notices: '消息',
    no_notices: '没有消息。',
    correction: '更正',
  },
  {
    title: 'Me',
    status: {
      active: 'Your card is valid',
      blocked: 'Your card is blocked',
      expired: 'Your card has expired',
      left: 'You have left; the card is closed',
      merged: 'This card was merged into another one',
    },
    quotas: 'Open requests',
    quota: '{used} of {quota}',
    settings: 'Settings',
    language: 'Language',
    digest: 'One digest of notices a day',
    saved: 'Saved.',
    sign_out: 'Sign out',
    pin: 'Change PIN',
    notices: 'Notices',
    no_notices: 'No notices.',
    correction: 'Correction',
  },
);
