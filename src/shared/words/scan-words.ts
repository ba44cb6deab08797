// Sentences for scans that are understood and yet lead to nothing here.

import type { Language } from './fill.ts';

/** Codes of the card that a scan opens. */
export const SCAN_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    unknown_issn: '{issn} 是期刊的 ISSN，馆里没有按它登记的题名。请扫描馆藏条码。',
    add_on_alone: '只扫到 ISBN 旁边的附加码 {digits}。请把扫描窗对准整个条码再扫一次。',
    tag_number:
      '{uid} 是 RFID 标签自身的编号，不是写在标签里的内容。请用 RFID 阅读器读取，或扫描馆藏条码。',
    gone_meaning: '选中的记录已不在了。请再扫一次。',
    isbn_no_copy: '{isbn} 是 ISBN，不是某一册书的条码。请扫描馆藏条码。',
    code_too_long:
      '这个码有 {length} 个字符，太长了，不是本馆的条码或证号。请扫描馆藏条码或读者证。',
    card_scanned: '这是一张读者证，这里要扫图书的条码。',
    card_again: '这还是同一张读者证。请扫接收读者的证。',
    place_scanned: '{place} 是架位或地点的码，这里要扫图书的条码。',
    slot_taken:
      '架位 {place} 里已放着为 {reader} 保留的书（条码 {barcode}）。请换一个空架位；确实放在一起的，请按“放在一起”。',
  },
  en: {
    unknown_issn:
      '{issn} is the ISSN of a journal; no title is registered by it. Scan the library’s own barcode.',
    add_on_alone:
      'Only the add-on {digits} beside an ISBN was read. Aim at the whole bar code and scan again.',
    tag_number:
      '{uid} is the number of an RFID tag itself, not what is written on it. Use an RFID reader, or scan the barcode.',
    gone_meaning: 'What was chosen is no longer there. Please scan again.',
    isbn_no_copy:
      '{isbn} is an ISBN and names no single copy. Scan the library’s own barcode on the copy.',
    code_too_long:
      'These {length} characters are too long to be a code of this library. Scan the barcode of a copy, or a reader’s card.',
    card_scanned: 'This is a reader’s card. Scan the barcode of a copy here.',
    card_again: 'This is the same card once more. Scan the card of the reader who gets the book.',
    place_scanned: '{place} is the code of a place. Scan the barcode of a copy here.',
    slot_taken:
      'Slot {place} has a copy for {reader} in it (barcode {barcode}). Choose an empty slot, or press “Both lie there”.',
  },
};
