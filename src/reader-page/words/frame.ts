// What stands on every screen: the tabs, waiting, and what is said when something cannot be had.
import { both } from './both.ts';

export const frameWords = both(
  {
    library: '图书馆',
    tabs: { search: '检索', loans: '借阅', requests: '申请', notices: '消息', me: '我的' },
    nav: '主菜单',
    back: '返回',
    to_content: '跳到内容',
    loading: '正在读取…',
    again: '重试',
    more: '再显示一些',
    close: '关闭',
    cancel: '取消',
    yes: '是',
    no: '否',
    send: '提交',
    offline: '与图书馆的连接中断了，没有收到回答。可以再试一次：同一件事不会办两遍。',
    offline_read: '与图书馆的连接中断了，这里可能不是最新的。',
    offline_nothing: '与图书馆的连接中断了，暂时看不到内容。请稍后重试。',
    trouble: '图书馆的服务没有给出可读的回答，请稍后再试。',
    refused: '图书馆的服务没有办理（{code}），请稍后再试，或到服务台询问。',
    missing: '没有这个页面。',
    to_start: '回到检索',
  },
  {
    library: 'Library',
    tabs: {
      search: 'Search',
      loans: 'Loans',
      requests: 'Requests',
      notices: 'Notices',
      me: 'Me',
    },
    nav: 'Main menu',
    back: 'Back',
    to_content: 'Skip to content',
    loading: 'Loading…',
    again: 'Try again',
    more: 'Show more',
    close: 'Close',
    cancel: 'Cancel',
    yes: 'Yes',
    no: 'No',
    send: 'Send',
    offline:
      'The line to the library is broken and no answer came. You can try again: nothing is done twice.',
    offline_read: 'The line to the library is broken; what you see may not be the latest.',
    offline_nothing:
      'The line to the library is broken, so there is nothing to see here. Please try again soon.',
    trouble: 'The library’s service gave no readable answer. Please try again later.',
    refused:
      'The library’s service did not do this ({code}). Please try again later, or ask at a desk.',
    missing: 'There is no such page.',
    to_start: 'Back to search',
  },
);
