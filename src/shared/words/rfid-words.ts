// Sentences of RFID: why a tag has no barcode, why it was not written, why there is no reader.

import type { Language } from './fill.ts';

/** Refusals, faults and remarks of tags and their reader. */
export const RFID_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    tag_cut: '标签内容不完整（从第 {at} 字节起）。请用条码，并给书换一枚标签。',
    tag_no_element: '标签第 {at} 字节处不是数据元素。请用条码，并给书换一枚标签。',
    tag_length: '标签第 {at} 字节处的长度不对（元素 {oid}）。请用条码，并给书换一枚标签。',
    tag_value: '标签第 {at} 字节处的内容读不懂（元素 {oid}）。请用条码，并给书换一枚标签。',
    tag_twice: '标签上元素 {oid} 出现两次。请用条码，并给书换一枚标签。',
    tag_crc: '标签的校验码不符，内容已损坏。请用条码，并给书换一枚标签。',
    tag_version: '标签用的是数据模型的第 {version} 版，本程序不认识。',
    tag_foreign: '不是图书馆的标签，或用了别的数据格式（开头 {begins}）。',
    tag_announced: '内容索引与实际元素不符。',
    tag_set: '卷册信息读不懂。',
    tag_extension: '扩展块已损坏；条码有校验，仍可用。',
    tag_user_bank: '用户区已损坏；条码在 EPC 区，仍可用。',
    tag_reversed: '标签或读写器把每块的字节倒着存放，读出和重写都照此进行。',
    tag_other_owner: '标签写着别的图书馆，不当作本馆的书。',
    tag_text: '内容写不进标签（元素 {oid}）。请检查条码或设置。',
    tag_too_small: '标签太小：需要 {bytes} 字节，只有 {room} 字节。请换一枚标签。',
    tag_owner: '馆标识“{owner}”写不进这种标签。请检查“设置 → 规则”里的 ISIL。',
    tag_gone: '标签不在读写器上，或中途拿开了。请把它放回读写器。',
    tag_locked: '标签已锁定，不能改写。请换一枚标签。',
    tag_refused: '标签拒绝了命令。请把书放正，再试一次；还不行就换一枚标签。',
    reader_gone: '读写器已断开。请重新插好，接上后会自动继续。',
    reader_silent: '读写器没有回应。请检查连接，或重新插拔。',
    reader_answer: '读写器的回应读不懂。所选的配置可能不适合它。',
    reader_cannot: '这台读写器没有这个功能，或配置里没有写它的命令。',
    rfid_none: '这个书台启动时没有接入设备。',
    rfid_no_serial: '不能使用串口：{why}。请重新安装程序，或用 USB 读写器。',
    rfid_no_pcsc: '不能使用 PC/SC：{why}。',
    rfid_no_pcscd:
      '系统的 PC/SC 服务没有运行。Linux 请安装并启动 pcscd；Windows 请启动“智能卡”服务。',
    rfid_no_reader: '没有找到所选的读写器。请插好它；插好后会自动接上。',
    rfid_not_opened: '读写器打不开：{why}。请看是否被别的程序占用，或没有权限。',
    rfid_afi_unlike: '写入后读回的 AFI 不对。请把书放正，再试一次。',
    rfid_eas_unlike: '写入后读回的 EAS 不对。请把书放正，再试一次。',
    rfid_afi_same: '设置里在馆与借出的 AFI 相同，没有写。请先改正“设置 → 规则”。',
    rfid_unlike: '写入后读回的内容不对。请把标签放正，再试一次；还不行就换一枚。',
    rfid_interrupted: '写到一半程序停了。请把这本书再放上来，会自动写完。',
    rfid_uhf_write: '超高频标签只能读，本程序还不能写。请用厂家的工具。',
    rfid_half_written: '这枚标签的内容还没有写完（{barcode}）。请先写完它。',
    rfid_other_item: '这枚标签已被写成另一册。请核对后移除这一行。',
    rfid_taken: '这枚标签已属于 {barcode}。请换一枚新标签。',
    rfid_damaged_tag: '这枚标签的内容已损坏，来历不明，没有写。请换一枚新标签。',
    rfid_foreign_tag: '这枚标签不是空白的，也不是图书标签，没有写。请换一枚新标签。',
    rfid_other_owner: '这枚标签写着别的图书馆（{owner}），没有写。请换一枚新标签。',
    rfid_unread: '标签还没有读完，没有写。请稍候再试。',
    rfid_busy: '正在写这枚标签。请等它写完。',
    rfid_against_loan:
      '这是人工要求的，与现在的借阅状态不符，没有自动写。请核对后在读写器上人工设置，或移除这一行。',
    rfid_not_there: '{barcode} 的标签不在读写器上。',
    rfid_bad_set: '卷册不对：共 {total} 册，第 {part} 册。',
    rfid_not_simulated: '没有选用模拟读写器。',
    rfid_no_fix: '这一行已经不在了。',
  },
  en: {
    tag_cut:
      'The tag’s contents end too soon (from byte {at}). Use the barcode, and give the book a new tag.',
    tag_no_element:
      'There is no data element at byte {at} of the tag. Use the barcode, and give the book a new tag.',
    tag_length:
      'The length at byte {at} of the tag is wrong (element {oid}). Use the barcode, and give the book a new tag.',
    tag_value:
      'The contents at byte {at} of the tag cannot be read (element {oid}). Use the barcode, and give the book a new tag.',
    tag_twice: 'Element {oid} is on the tag twice. Use the barcode, and give the book a new tag.',
    tag_crc:
      'The tag’s checksum does not fit: its contents are damaged. Use the barcode, and give the book a new tag.',
    tag_version:
      'The tag follows version {version} of its data model, which this program does not know.',
    tag_foreign: 'This is no library’s tag, or it has another data format (begins {begins}).',
    tag_announced: 'The content index does not fit the elements.',
    tag_set: 'The set information cannot be read.',
    tag_extension: 'An extension block is damaged; the barcode has a checksum and can be used.',
    tag_user_bank: 'The user bank is damaged; the barcode is in the EPC bank and can be used.',
    tag_reversed:
      'Tag or reader keep the bytes of each block in reverse; this tag is read so, and written so again.',
    tag_other_owner: 'The tag names another library; it is not taken for a book of this one.',
    tag_text: 'This cannot be written on a tag (element {oid}). Check the barcode or the settings.',
    tag_too_small:
      'The tag is too small: {bytes} bytes are needed, it has {room}. Use another tag.',
    tag_owner:
      'The library code “{owner}” cannot be written on this kind of tag. Check the ISIL under Settings → Rules.',
    tag_gone: 'The tag does not lie on the reader, or was taken away meanwhile. Put it back there.',
    tag_locked: 'The tag is locked and cannot be written. Use another tag.',
    tag_refused:
      'The tag refused the command. Put the book straight and try again, or use another tag.',
    reader_gone: 'The reader is unplugged. Plugged in again, it goes on by itself.',
    reader_silent: 'The reader does not answer. Check its cable, or plug it in again.',
    reader_answer:
      'The reader’s answer cannot be understood. The chosen profile may not be the right one.',
    reader_cannot: 'This reader cannot do that, or its profile lacks the command.',
    rfid_none: 'This desk was started without devices.',
    rfid_no_serial:
      'Serial ports cannot be used: {why}. Install the program again, or use a USB reader.',
    rfid_no_pcsc: 'PC/SC cannot be used: {why}.',
    rfid_no_pcscd:
      'The system’s PC/SC service is not running. On Linux install and start pcscd; on Windows start the service “Smart Card”.',
    rfid_no_reader: 'The chosen reader was not found. Plug it in; it is then opened by itself.',
    rfid_not_opened:
      'The reader cannot be opened: {why}. Another program may use it, or rights may be missing.',
    rfid_afi_unlike: 'The AFI that was read back is another. Put the book straight and try again.',
    rfid_eas_unlike:
      'The EAS bit that was read back is another. Put the book straight and try again.',
    rfid_afi_same:
      'The settings have the same AFI for books in the library and on loan; nothing was written. Correct them under Settings → Rules.',
    rfid_unlike:
      'What was read back is not what was written. Put the tag straight and try again, or use another one.',
    rfid_interrupted:
      'The program ended in the middle of the writing. Put the book there again and it is finished.',
    rfid_uhf_write: 'UHF tags are read here but not written. Use the maker’s tool.',
    rfid_half_written: 'The contents of this tag are not finished ({barcode}). Finish them first.',
    rfid_other_item: 'The tag now belongs to another copy. Check it, then remove this row.',
    rfid_taken: 'The tag belongs to {barcode} already. Use a new tag.',
    rfid_damaged_tag:
      'The tag’s contents are damaged and of unknown origin; nothing was written. Use a new tag.',
    rfid_foreign_tag: 'The tag is neither blank nor a book’s; nothing was written. Use a new tag.',
    rfid_other_owner:
      'The tag names another library ({owner}); nothing was written. Use a new tag.',
    rfid_unread: 'The tag is not read yet; nothing was written. Try again in a moment.',
    rfid_busy: 'The tag is being written. Wait until it is done.',
    rfid_against_loan:
      'A person wanted this, and the loan says otherwise; it was not written by itself. Check it and set it by hand on the reader, or remove the row.',
    rfid_not_there: 'The tag of {barcode} does not lie on the reader.',
    rfid_bad_set: 'The volumes do not fit: {total} in all, number {part}.',
    rfid_not_simulated: 'The simulated reader was not chosen.',
    rfid_no_fix: 'This row is no longer there.',
  },
};
