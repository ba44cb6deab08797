// Refusals of the desk's own files.

import type { Language } from './fill.ts';

/** Sentences by language. */
export const FILE_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    profile_in_use: '这个资料夹正被另一个书台使用。',
    disk_full: '磁盘满了，这一步没有保存。已保存的都在；腾出空间后再做一次。',
    read_only_folder: '资料夹不能写入，这一步没有保存。请检查文件夹权限后再做一次。',
    newer_database: '资料来自更新版本的书台。请更新程序。',
    io_error: '磁盘读写出错，这一步没有保存。请检查磁盘后再做一次。',
    outbox_damaged:
      '待发记录缺失或受损，有些操作可能读不出来。能读出的都已保住；受损的文件以 outbox-damaged 开头留在资料夹里。请告诉管理员。',
    base_changed:
      '这个资料夹所用的馆藏底本与现在的程序不同，无法重建。请用原来版本的程序打开，或换一个资料夹。',
  },
  en: {
    profile_in_use: 'Another Shutai is using this profile folder.',
    disk_full:
      'The disk is full; this step was not saved. All earlier work is. Free some space and do it again.',
    read_only_folder:
      'The profile folder cannot be written; this step was not saved. Check the folder’s rights and do it again.',
    newer_database: 'The data come from a newer version of Shutai. Please update the program.',
    io_error:
      'Reading or writing the disk failed; this step was not saved. Check the disk and do it again.',
    outbox_damaged:
      'The record of work that waits to be sent is missing or damaged, and some of it may be unreadable. What could be read is kept; the damaged file stays in the profile folder under a name that begins with outbox-damaged. Please tell an administrator.',
    base_changed:
      'This profile folder was made on another base than this program has, and cannot be made again. Open it with the version that made it, or use another folder.',
  },
};
