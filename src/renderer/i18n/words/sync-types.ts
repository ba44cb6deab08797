// What an action was that no queue names, in words.

import { both } from '../both.ts';

export const typeWords = both(
  {
    copy_sighting: '扫描了一册书',
    manifest_close: '结束了一箱的拆箱',
    reader_reveal: '查看了读者信息',
    reader_export: '导出了含读者信息的全部操作',
    catalogue_put: '导入了一批书目',
    staff_page_open: '打开了一位馆员的绩效页',
    staff_page_remark: '写了绩效说明',
    staff_save: '修改了馆员',
    policy_save: '修改了规则',
    calendar_save: '修改了开放时间',
    reason_save: '修改了理由',
    template_save: '修改了通知模板',
    fund_save: '修改了经费',
    vendor_save: '修改了书商',
    place_save: '修改了位置',
    other: '做了一个操作（{type}）',
  },
  {
    copy_sighting: 'scanned a copy',
    manifest_close: 'closed a crate',
    reader_reveal: 'looked at a reader’s details',
    reader_export: 'exported all actions with readers’ data',
    catalogue_put: 'imported a batch of records',
    staff_page_open: 'opened a staff page',
    staff_page_remark: 'wrote a remark on a staff page',
    staff_save: 'changed a member of staff',
    policy_save: 'changed a policy',
    calendar_save: 'changed opening hours',
    reason_save: 'changed a reason',
    template_save: 'changed a notice template',
    fund_save: 'changed a fund',
    vendor_save: 'changed a bookseller',
    place_save: 'changed a place',
    other: 'did something ({type})',
  },
);
