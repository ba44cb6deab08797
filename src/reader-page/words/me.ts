// The reader's own page: who they are, notices, words to the library, settings.
import { both } from './both.ts';

export const meWords = both(
  {
    title: '我的',
    status: {
      active: '读者证有效',
      blocked: '读者证已停用，请到服务台询问',
      expired: '读者证已过期，请到服务台办理延期',
      left: '已办离校',
      merged: '已并入另一张读者证',
    },
    quotas: '在办的申请',
    quota: '{used} / {quota}',
    settings: '设置',
    language: '语言',
    digest: '消息每天汇总一次，{at} 发出',
    quiet: '{from} 至 {to} 不发消息，之后再发。',
    saved: '已保存。',
    sign_out: '退出登录',
    pin: '修改密码',
    notices: '消息',
    no_notices: '没有消息。书到了、快到期或申请有进展时，会在这里告诉您。',
    to_request: '查看申请 {code}',
    see: {
      loans: '查看我的借阅',
      suggestions: '查看荐购',
      feedback: '查看意见与答复',
      reviews: '查看我的点评',
    },
    correction: '更正',
  },
  {
    title: 'Me',
    status: {
      active: 'Your card is valid',
      blocked: 'Your card is blocked; please ask at a desk',
      expired: 'Your card has expired; please have it extended at a desk',
      left: 'You have left; the card is closed',
      merged: 'This card was merged into another one',
    },
    quotas: 'Open requests',
    quota: '{used} of {quota}',
    settings: 'Settings',
    language: 'Language',
    digest: 'One digest of notices a day, at {at}',
    quiet: 'Nothing is sent from {from} to {to}; it comes after that.',
    saved: 'Saved.',
    sign_out: 'Sign out',
    pin: 'Change PIN',
    notices: 'Notices',
    no_notices:
      'No notices. You will read here when a book is ready or due, and how requests go on.',
    to_request: 'See request {code}',
    see: {
      loans: 'See my loans',
      suggestions: 'See my suggestions',
      feedback: 'See the answer',
      reviews: 'See my reviews',
    },
    correction: 'Correction',
  },
);
