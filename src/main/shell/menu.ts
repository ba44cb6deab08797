// The menu: editing, zoom and windows; everything of the desk itself is on the page.

import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

const WORDS = {
  zh: { file: '文件', fresh: '新建窗口', quit: '退出', edit: '编辑', view: '视图', window: '窗口' },
  en: {
    file: 'File',
    fresh: 'New window',
    quit: 'Quit',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
  },
};

/** Sets the menu in the language of the machine; Chinese or English. */
export function setMenu(locale: string, isMac: boolean, openWindow: () => void): void {
  const words = locale.startsWith('zh') ? WORDS.zh : WORDS.en;
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        { label: words.fresh, accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
        { role: 'close' },
        ...(isMac ? [] : [{ label: words.quit, role: 'quit' } as const]),
      ],
    },
    { label: words.edit, role: 'editMenu' },
    {
      label: words.view,
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: words.window, role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
