// Words of the card that a scan opens.

import { both } from '../both.ts';

export const scanWords = both(
  {
    title: '扫描结果',
    mood: {
      waiting: '正在查找…',
      copy: '图书',
      reader: '读者',
      title: '题名（ISBN）',
      place: '位置',
      unknown: '无法识别',
    },
    nothing_to_do: '这册书没有待办事项。',
    no_step: '您现在没有必须做的下一步；可在上面打开事项或选择操作。',
    next: '下一步（{queue} {code}）',
    how: {
      scan: '按 Enter，或再扫一次这册书即完成。',
      enter: '按 Enter 完成。',
      form: '需要填写内容，按 Enter 打开表单。',
    },
    due: '应还 {day}',
    should_be: '应在位置',
    last_seen: '最近扫描',
    never_seen: '尚未扫描过',
    tasks: '待办事项（{n}）',
    open_reader: '打开读者页',
    reader_open: '进行中的申请（{n}）',
    no_title: '馆藏中没有 ISBN {isbn} 的题名。',
    place_campus: '校区',
    place_floor: '楼层',
  },
  {
    title: 'What the scan says',
    mood: {
      waiting: 'Looking…',
      copy: 'Copy',
      reader: 'Reader',
      title: 'Title (ISBN)',
      place: 'Place',
      unknown: 'Not recognised',
    },
    nothing_to_do: 'Nothing is to be done with this copy.',
    no_step: 'No next step waits for you now; open a task above or choose an action.',
    next: 'Next step ({queue} {code})',
    how: {
      scan: 'Press Enter, or scan the copy again.',
      enter: 'Press Enter.',
      form: 'Something must be filled in; Enter opens the form.',
    },
    due: 'due {day}',
    should_be: 'Belongs at',
    last_seen: 'Last scanned',
    never_seen: 'never scanned',
    tasks: 'Open tasks ({n})',
    open_reader: 'Open the reader’s page',
    reader_open: 'Open requests ({n})',
    no_title: 'No title with ISBN {isbn} is held.',
    place_campus: 'Campus',
    place_floor: 'Floor',
  },
);
