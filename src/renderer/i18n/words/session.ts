// Words of sign-in, first start and lock.

import { both } from '../both.ts';

export const sessionWords = both(
  {
    title: '登录',
    lead: '图书馆服务台',
    login: '工号',
    password: '密码',
    point: '服务点',
    point_wanted: '请选择服务点',
    sign_in: '登录',
    demo_title: '演示账号',
    demo_note: '演示数据，账号仅供试用，共用密码 {password}。点一下即可填入。',
    first_title: '建立第一个管理员',
    first_note: '这是一个空的图书馆。一次性代码已由本程序打印在启动它的终端里。',
    first_note_joined: '中心服务的图书馆还没有管理员。一次性代码由中心服务打印在启动它的终端里。',
    first_code: '一次性代码',
    first_name: '姓名',
    first_library: '图书馆名称',
    first_make: '建立并登录',
    password_rule: '8 至 128 个字符，常见密码不可用。',
    locked_title: '已锁定',
    locked_note: '{name} 的工作仍在原处，输入密码即可继续。',
    unlock: '解锁',
    other: '换人登录',
    show: '显示密码',
    way: {
      online: '已连上中心服务，密码由它核对。',
      offline: '离线：最近 7 天在本台登录过的人可以登录，其他人请等连上之后。',
      stopped: '同步已停止，需要管理员处理；最近 7 天在本台登录过的人可以照常登录和工作。',
    },
    own_title: '换成自己的密码',
    own_note: '{name}，现在的密码是别人给的，请换成只有您知道的。',
    own_again: '再输一次新密码',
    own_send: '更换并开始工作',
    own_later: '先工作，以后再换',
  },
  {
    title: 'Sign in',
    lead: 'The library’s service desk',
    login: 'Login',
    password: 'Password',
    point: 'Service point',
    point_wanted: 'Choose a service point',
    sign_in: 'Sign in',
    demo_title: 'Demonstration accounts',
    demo_note:
      'Demonstration data: these accounts are for trying only and share the password {password}. One click fills the form.',
    first_title: 'Make the first administrator',
    first_note:
      'This library is empty. The one-time code was printed in the terminal that started this program.',
    first_note_joined:
      'The library of the central service has no administrator yet. The one-time code was printed in the terminal that started the service.',
    first_code: 'One-time code',
    first_name: 'Name',
    first_library: 'Name of the library',
    first_make: 'Make and sign in',
    password_rule: '8 to 128 characters; common passwords are refused.',
    locked_title: 'Locked',
    locked_note: 'The work of {name} is where it was; the password opens it again.',
    unlock: 'Unlock',
    other: 'Somebody else signs in',
    show: 'Show the password',
    way: {
      online: 'The central service is reached and checks the password.',
      offline:
        'Offline: whoever signed in here within the last 7 days can sign in; others please wait for the connection.',
      stopped:
        'Sync has stopped and needs an administrator; whoever signed in here within the last 7 days can sign in and work.',
    },
    own_title: 'Choose a password of your own',
    own_note:
      '{name}, somebody else gave you the present one. Please choose one that only you know.',
    own_again: 'The new password once more',
    own_send: 'Change it and begin',
    own_later: 'Work now, change it later',
  },
);
