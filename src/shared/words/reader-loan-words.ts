// What a reader is told about loans, holds and loans passed on: why something could not be done.

import type { Bilingual } from '../library/entities.ts';

/** By the code of the refusal; `{time}` is a clock in the library, `{amount}` money. */
export const READER_LOAN_REFUSALS: Record<string, Bilingual> = {
  reader_blocked: {
    zh: '您的读者证已停用，请到服务台询问。',
    en: 'Your card is blocked; please ask at a desk.',
  },
  reader_expired: {
    zh: '您的读者证已于 {day} 到期，请到服务台办理延期。',
    en: 'Your card expired on {day}; please have it extended at a desk.',
  },
  reader_left: {
    zh: '您已办完离校手续，读者证不能再用。',
    en: 'You have left the university, so the card can no longer be used.',
  },
  loan_limit: {
    zh: '您已借 {used} 册，最多 {limit} 册；请先归还。',
    en: 'You have {used} books on loan and the limit is {limit}; please return one first.',
  },
  reader_overdue: {
    zh: '您有 {loans} 册书已超期（最早应于 {day} 归还），请先归还。',
    en: 'You have {loans} overdue loans, the first since {day}; please return them first.',
  },
  reader_fines: {
    zh: '您有 {amount} 元欠费（超期或遗失）未结清，请先到服务台办理。',
    en: 'You owe {amount} yuan (fines, or a lost copy); please settle that at a desk first.',
  },
  unknown_barcode: {
    zh: '馆里没有条码为 {barcode} 的书，请核对后再扫一次。',
    en: 'The library has no copy with the barcode {barcode}; please check it and scan again.',
  },
  offer_no_copy: {
    zh: '这看起来是转借码，不是图书条码。请到“接受转借”中使用；要借手里的书，请扫描书上的馆藏条码。',
    en: 'This looks like the code of a loan that is passed on, not like the barcode of a book. Use it under “Accept a loan”; to borrow the book in your hand, scan the library’s barcode on it.',
  },
  card_no_copy: {
    zh: '这是读者证号，不是图书条码。要用另一张读者证，请在“我的”中退出后重新登录；借书请扫描书上的馆藏条码。',
    en: 'This is the number of a reader’s card, not the barcode of a book. To use another card, sign out under “Me” and sign in with it; to borrow, scan the library’s barcode on the book.',
  },
  isbn_no_copy: {
    zh: '{isbn} 是出版社印在书上的书号或刊号，不是馆藏条码。请扫描图书馆贴的条码，或用这个号检索。',
    en: 'The number {isbn} is the publisher’s (ISBN or ISSN), and not the barcode of a copy. Scan the barcode that the library put on the book, or search by this number.',
  },
  copy_no_offer: {
    zh: '{barcode} 是图书条码，不是转借码。借书架上的书，请到“手机借书”；接受转借，请扫描对方手机上的二维码。',
    en: 'The code {barcode} is the barcode of a book, not the code of a loan that is passed on. To borrow a book from the shelf, go to “Borrow by phone”; to accept a loan, scan the QR code on the other reader’s phone.',
  },
  card_no_offer: {
    zh: '这是读者证号，不是转借码。要用另一张读者证，请在“我的”中退出后重新登录；接受转借，请扫描对方手机上的二维码。',
    en: 'This is the number of a reader’s card, not the code of a loan that is passed on. To use another card, sign out under “Me” and sign in with it; to accept a loan, scan the QR code on the other reader’s phone.',
  },
  isbn_no_offer: {
    zh: '{isbn} 是出版社印在书上的书号或刊号，不是转借码。请扫描对方手机上的二维码，或用这个号检索。',
    en: 'The number {isbn} is the publisher’s (ISBN or ISSN), and not the code of a loan that is passed on. Scan the QR code on the other reader’s phone, or search by this number.',
  },
  withdrawn_copy: {
    zh: '这一册已经注销，请交给服务台。',
    en: 'This copy was withdrawn; please hand it in at a desk.',
  },
  copy_lost: {
    zh: '这一册登记为丢失，请交给服务台。',
    en: 'This copy is registered as lost; please hand it in at a desk.',
  },
  copy_in_repair: {
    zh: '这一册正在修补，不能外借，请交给服务台。',
    en: 'This copy is in repair and not lent; please hand it in at a desk.',
  },
  copy_provisional: {
    zh: '这一册还在编目，请到服务台办理。',
    en: 'This copy is not catalogued yet; please go to a desk with it.',
  },
  on_loan_to_reader: {
    zh: '这一册您已经借了，需要时请续借。',
    en: 'You have this copy on loan already; you can renew it.',
  },
  on_hold_shelf: {
    zh: '这一册是为另一位读者保留的，请放回预约架。',
    en: 'This copy is kept for another reader; please put it back on the hold shelf.',
  },
  earlier_hold: {
    zh: '有 {holds} 位读者先预约了这本书，请交给服务台，您也可以预约。',
    en: 'Before you, {holds} readers wait for this book; please hand it in at a desk. You can place a hold too.',
  },
  copy_in_custody: {
    zh: '这一册正为另一件申请使用，请交给服务台。',
    en: 'This copy is needed for somebody’s request; please hand it in at a desk.',
  },
  loan_ended: {
    zh: '这笔借阅已经结束：书已归还，或已转借出去。',
    en: 'This loan has ended: the copy was returned, or passed on to somebody else.',
  },
  loan_overdue: {
    zh: '这册书已超期，不能续借或转借，请尽快归还。',
    en: 'This loan is overdue and cannot be renewed or passed on; please return the book soon.',
  },
  renewals_used: {
    zh: '已续借 {used} 次，最多 {limit} 次；请按时归还。',
    en: 'It was renewed {used} times, and {limit} is the limit; please return it in time.',
  },
  loan_recalled: {
    zh: '另一位读者在等这册书，已催还，不能续借或转借。',
    en: 'Another reader waits for this copy and it was called back; it cannot be renewed or passed on.',
  },
  someone_waits: {
    zh: '有 {holds} 位读者在等这本书，不能续借或转借，请按时归还。',
    en: 'Other readers ({holds}) wait for this book, so it cannot be renewed or passed on; please return it in time.',
  },
  renew_too_early: {
    zh: '现在续借不会延长借期，请临近到期时再续借。',
    en: 'Renewing now would not give you a single day; please renew nearer to the last day.',
  },
  hold_exists: {
    zh: '您已经预约了这本书。',
    en: 'You have a hold on this book already.',
  },
  hold_limit: {
    zh: '您已预约 {used} 本，最多 {limit} 本；请先取消一个。',
    en: 'You have {used} holds and the limit is {limit}; please cancel one first.',
  },
  on_shelf_here: {
    zh: '这本书在架上，不必预约，可以直接去借。',
    en: 'A copy is on the shelf, so no hold is needed; you can borrow it there.',
  },
  nothing_to_wait_for: {
    zh: '这本书没有可以外借的复本，不能预约。',
    en: 'No copy of this book is ever lent, so there is nothing to wait for.',
  },
  not_catalogued_yet: {
    zh: '这本书的复本还没有编目入藏，入藏后才能预约。',
    en: 'The copies of this book are not catalogued yet; a hold can be placed once they are.',
  },
  hold_ended: { zh: '这个预约已经结束。', en: 'This hold has ended.' },
  transfer_open: {
    zh: '这册书正在转借，转借码到 {time} 有效；需要时请先撤回。',
    en: 'This loan is being passed on; the code is good until {time}. You can take the offer back.',
  },
  loan_unconfirmed: {
    zh: '图书馆系统还没有确认这笔借阅，请稍后再试。',
    en: 'The library’s system has not confirmed this loan yet; please try again later.',
  },
  loan_unverified: {
    zh: '这册手机借的书还没有查验，请先到服务台或出口出示。',
    en: 'Nobody at the library has seen this copy yet; please show it at a desk or exit gate first.',
  },
  loan_claimed: {
    zh: '您说这册书已经归还，图书馆正在核实。',
    en: 'You have said that this copy was brought back; the library is looking into that.',
  },
  transfer_times: {
    zh: '这册书已连续转借 {times} 次，须先还到服务台。',
    en: 'This copy was passed on {times} times in a row; it has to go back to a desk first.',
  },
  transfer_of_request: {
    zh: '这册书属于一件申请，不能转借。',
    en: 'This copy belongs to a request and cannot be passed on.',
  },
  transfer_not_now: {
    zh: '借出人现在不能转借这册书，请一起到服务台办理。',
    en: 'The first reader cannot pass this copy on now; please go to a desk together.',
  },
  own_transfer: {
    zh: '这是您自己的转借码，请让另一位读者来用。',
    en: 'This is your own code; it is for another reader to use.',
  },
  transfer_done: {
    zh: '这册书已在 {time} 转借出去，不能再撤回。',
    en: 'This copy was passed on at {time}; the offer can no longer be taken back.',
  },
  transfer_used: {
    zh: '这个转借码已在 {time} 用过，书已转借出去。',
    en: 'This code was used at {time}: the book has been passed on.',
  },
  transfer_expired: {
    zh: '这个转借码已在 {time} 过期，请借出人重新转借。',
    en: 'This code ran out at {time}; the first reader can make another one.',
  },
  transfer_withdrawn: {
    zh: '借出人已在 {time} 撤回转借。',
    en: 'The first reader took the offer back at {time}.',
  },
  transfer_overtaken: {
    zh: '这册书在 {time} 已归还或改变，转借作废。',
    en: 'The copy was brought back or changed at {time}; the offer no longer holds.',
  },
  transfer_unknown: {
    zh: '没有这个转借码，请核对后再输入。',
    en: 'There is no such code; please check it and try again.',
  },
  phone_unverified: {
    zh: '您手机借的书有 {count} 册还没有查验，最多 {most} 册；请先到服务台或出口出示。',
    en: 'Nobody has seen {count} copies yet that you borrowed by phone, and {most} is the limit; please show them at a desk or gate first.',
  },
  phone_today: {
    zh: '您今天已用手机借 {count} 册，最多 {most} 册；请到服务台借。',
    en: 'You borrowed {count} copies by phone today, and {most} is the limit; please borrow at a desk.',
  },
  phone_lapsed: {
    zh: '您在 {days} 天内有 {times} 次手机借书没有按时查验，请到服务台借。',
    en: 'Within {days} days, {times} of your loans by phone were not shown in time; please borrow at a desk.',
  },
};
