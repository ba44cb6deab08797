// Sentences of circulation: why a loan, a return, a renewal or a hold is refused, and what is to be done next.

import type { CirculationRefusal } from '../circulation/refusals.ts';
import type { CIRCULATION_REMARKS } from '../circulation/refusals.ts';
import type { Language } from './fill.ts';

type Sentences<Code extends string> = Record<Language, Record<Code, string>>;

/** Part of the engine's refusals. */
export const CIRCULATION_REFUSAL_WORDS: Sentences<CirculationRefusal> = {
  zh: {
    reader_blocked: '读者证已停用（{reason}）；处理后由流通馆员恢复，值班主管可放行。',
    reader_expired: '读者证已于 {day} 到期；延期后可再借，值班主管可放行。',
    reader_left: '读者已办离校手续，不能再借；如属误办，请恢复读者资格。',
    loan_limit: '读者在借 {used} 册，已到上限 {limit} 册；还书后可再借，值班主管可放行。',
    reader_overdue:
      '读者有 {loans} 册超期较久（最早应于 {day} 归还）；还书后可再借、续借，值班主管可放行。',
    reader_fines:
      '读者有 {amount} 元欠费（逾期或遗失）未结清；结清后可再借、续借，值班主管可放行。',
    copy_lost: '条码 {barcode} 已登记为遗失；请先扫描还书，它就恢复在馆。',
    copy_in_repair: '条码 {barcode} 正在修补，不能外借；修好后请扫描还书，在那一行点“恢复在馆”。',
    copy_provisional: '条码 {barcode} 是尚未验收的先读图书，请在先读为快中处理。',
    not_lendable:
      '条码 {barcode} 只供馆内阅览（参考书、教参或不外借馆藏）；看完后在“还书”扫描，可计入馆内阅览。确需外借，请值班主管登录后放行。',
    on_loan_to_reader: '条码 {barcode} 已由这位读者借出，应于 {due} 归还；需要的话请续借。',
    on_hold_shelf: '条码 {barcode} 已为另一位预约读者保留；请放上预约架，值班主管可放行。',
    loan_ended: '条码 {barcode} 的这次借阅已经结束。',
    loan_overdue: '借阅已于 {due} 到期，不能续借；请归还，值班主管可放行。',
    renewals_used: '已续借 {used} 次，最多 {limit} 次；请归还，值班主管可放行。',
    loan_recalled: '此书已被召回，应于 {due} 归还，不能续借。',
    someone_waits: '有 {holds} 位读者在等此书，不能续借；请按期归还，值班主管可放行。',
    renew_too_early: '现在续借不会延长借期（仍为 {due}）；请临近到期再续借。',
    claimed_already: '条码 {barcode} 已记为“读者称已还”，不再重复登记。',
    not_claimed: '条码 {barcode} 没有记为“读者称已还”，无可撤销。',
    nothing_owed: '条码 {barcode} 的这次借阅没有未结的费用。',
    hold_exists: '这位读者已预约此书，不再重复预约。',
    hold_limit: '读者已有 {used} 个预约，上限 {limit} 个；取消或领取后可再预约。',
    on_shelf_here: '{campus}有在架复本（条码 {barcode}），可直接借阅，不必预约。',
    nothing_to_wait_for: '此书没有可外借的复本，不能预约；可荐购或申请先读。',
    hold_ended: '这个预约已经结束。',
    other_hold: '条码 {barcode} 现为另一位预约读者保留；请重新扫描还书，按屏幕提示放上预约架。',
    no_hold_waits: '没有读者在等条码 {barcode}；请按索书号归架。',
    copy_status: '条码 {barcode} 现在是“{status}”，不能这样办；请先看它的现状。',
    lost_unsettled:
      '条码 {barcode} 的遗失费用还没有结清；结清或免除后才能剔除，书找到了就扫描还书。',
    case_closed: '这条记录已经了结。',
    back_dated:
      '还书日期回填 {days} 个开放日，超过 {limit} 个，会免去逾期费：须由值班主管写明理由，或改选日期。',
    order_unsure:
      '条码 {barcode} 在另一处也扫描过，借出和还回孰先孰后，两处的时钟说不准：请看书在哪里，再了结。',
    slot_double:
      '架位 {place} 里还有为 {reader} 保留的书（条码 {barcode}），是另一台几乎同时放上的。请到架前核对取书单，给其中一册换一个空架位；预约的书重新扫描还书即可换，换好后了结。',
    ledger_late:
      '条码 {barcode} 于 {at} 在这里还书，这里没有它的借阅；过后告知图书馆系统时，那边记为借出。那边的借阅若早于这次还书，请在图书馆系统中办理还书；若是之后又借出的，就没有要做的。查清后写明做法并了结。',
  },
  en: {
    reader_blocked:
      'The card is blocked ({reason}); once that is dealt with the desk lets the reader in again, or a supervisor lets it pass.',
    reader_expired: 'The card expired on {day}; more once it is extended, or by a supervisor.',
    reader_left:
      'The reader has left after the departure check and borrows nothing more; if that was wrong, let the reader in again.',
    loan_limit:
      'The reader has {used} copies on loan and may have {limit}; more after a return, or by a supervisor.',
    reader_overdue:
      'The reader has {loans} loan(s) long overdue (the first since {day}); more after a return, or by a supervisor.',
    reader_fines:
      'The reader owes {amount} yuan (fines, or a lost copy); more once it is settled, or by a supervisor.',
    copy_lost:
      'Barcode {barcode} is noted as lost; scan it as a return first, then it is in the library again.',
    copy_in_repair:
      'Barcode {barcode} is in repair and not lent; once it is mended, scan it as a return and put it back in use there.',
    copy_provisional:
      'Barcode {barcode} is a read-first copy that is not accepted yet; deal with it in read first.',
    not_lendable:
      'Barcode {barcode} is for use in the library only (reference, course reserve or its collection); scan it on “Return” afterwards to count its use. If it has to leave, a supervisor signs in and lets it pass.',
    on_loan_to_reader:
      'Barcode {barcode} is on loan to this reader, due {due}; renew it if that is what is wanted.',
    on_hold_shelf:
      'Barcode {barcode} is kept for another reader; put it on the hold shelf, or a supervisor lets it pass.',
    loan_ended: 'This loan of barcode {barcode} has ended.',
    loan_overdue:
      'The loan fell due on {due} and cannot be renewed; take the copy back, or a supervisor lets it pass.',
    renewals_used:
      'Renewed {used} times of {limit}; take the copy back, or a supervisor lets it pass.',
    loan_recalled: 'This copy was recalled, is due {due} and cannot be renewed.',
    someone_waits:
      '{holds} reader(s) wait for it, so it cannot be renewed; bring it back in time, or a supervisor lets it pass.',
    renew_too_early:
      'Renewing now would not lengthen the loan (still {due}); renew when it is nearly due.',
    claimed_already: 'Barcode {barcode} is noted as brought back by the reader’s word already.',
    not_claimed:
      'Barcode {barcode} is not noted as brought back by the reader’s word; there is nothing to undo.',
    nothing_owed: 'Nothing is owed for this loan of barcode {barcode}.',
    hold_exists: 'This reader has a hold on the title already; no second one is placed.',
    hold_limit:
      'The reader has {used} holds and may have {limit}; more once one is collected or cancelled.',
    on_shelf_here:
      'A copy stands on the shelf at {campus} (barcode {barcode}) and can be lent at once; no hold is needed.',
    nothing_to_wait_for:
      'No copy of this title is ever lent, so no hold can be placed; it can be suggested for purchase.',
    hold_ended: 'This hold has ended.',
    other_hold:
      'Barcode {barcode} is kept for another reader; scan it as a return again and shelve it for whom the screen names.',
    no_hold_waits: 'No reader waits for barcode {barcode}; put it back by its call number.',
    copy_status:
      'Barcode {barcode} is “{status}” now, and this cannot be done with it; look how it stands first.',
    lost_unsettled:
      'The price of barcode {barcode}, which is lost, is still owed; it can be withdrawn once that is settled or waived. If it has turned up, scan it as a return.',
    case_closed: 'This case is closed already.',
    back_dated:
      'Dated back {days} open days, more than {limit}, which would spare a fine: a supervisor has to give a reason, or choose another day.',
    order_unsure:
      'Barcode {barcode} was scanned elsewhere too, and clocks do not say whether it was lent or brought back last: see where it is, then close the case.',
    slot_double:
      'Slot {place} also has a copy for {reader} in it (barcode {barcode}), put there by another desk at about the same time. Compare the slips at the shelf and give one of the two an empty slot (a copy on hold: scan it as a return again), then close the case.',
    ledger_late:
      'Barcode {barcode} was scanned as a return here at {at}, on no loan here. When the library system was told later, it had the copy out. If it was lent there before this return, take it back in that system; if it was lent again since, nothing is to be done. Write which it was, and close the case.',
  },
};

/** Part of the engine's remarks. */
export const CIRCULATION_REMARK_WORDS: Sentences<keyof typeof CIRCULATION_REMARKS> = {
  zh: {
    not_on_loan: '条码 {barcode} 没有借出；可登记馆内阅览，或按索书号归架。',
    back_late: '超期 {days} 个开放日，逾期费 {amount} 元。',
    to_hold_shelf: '有读者在等：请放上{campus}的预约架。',
    to_other_campus: '有读者在{campus}等：请装箱送往{campus}。',
    for_request: '此书属于申请 {code}（{queue}），请按该申请处理。',
    found_after_lost: '条码 {barcode} 曾登记为遗失，现已找回。',
    lost_paid:
      '读者 {reader} 已于 {day} 为它赔付 {amount} 元。书已找回，请按本馆规定办理退款，并告知读者。',
    found_missing: '条码 {barcode} 曾登记为下落不明，现已找到。',
    copy_damaged: '条码 {barcode} 已标为修补，请放到修补处。',
    copy_asked_for: '还有 {requests} 件申请要这一册（如 {code}），请给它们改选复本。',
    back_of_case: '条码 {barcode} 的归还属于一次没有记上的借出，没有结束别人的借阅。',
    back_told: '图书馆系统若记着它借出，会在那边办理还书；办不成的，会列在“待了结”。',
    free_elsewhere: '{campus}有在架复本（条码 {barcode}），可申请调拨借阅。',
    fetch_asked: '{campus}架上的条码 {barcode} 已留给这位读者，那边的取书清单上已有这一册。',
    fetch_opened: '调拨 {code} 会把它送到读者取书的校区。',
    holds_widened:
      '条码 {barcode} 已无法提供：{holds} 个只等这一册的预约改等另一册，读者已获通知。',
    holds_ended: '这种书已没有可外借的复本：{holds} 个预约已结束，读者已获通知。',
    hold_place: '排在第 {place} 位。',
    due_brought_forward: '在借读者的应还日提前到 {due}，已通知。',
    fine_settled: '已结清 {amount} 元。',
    fine_waived: '续借时免除了超期费 {amount} 元，并留下记录；要收取的，请改为还书后再借。',
    rule_passed: '已按值班主管的理由放行，并留下记录。',
  },
  en: {
    not_on_loan:
      'Barcode {barcode} is on no loan; note in-house use, or put it back by its call number.',
    back_late: '{days} open day(s) late, fine {amount} yuan.',
    to_hold_shelf: 'A reader waits: put it on the hold shelf at {campus}.',
    to_other_campus: 'A reader waits at {campus}: send it to {campus}.',
    for_request: 'It belongs to request {code} ({queue}); go on there.',
    found_after_lost: 'Barcode {barcode} was noted as lost and has turned up.',
    lost_paid:
      'Reader {reader} paid {amount} yuan for it on {day}. It has turned up: see by the library’s rules whether that is given back, and tell the reader.',
    found_missing: 'Barcode {barcode} was noted as missing and has turned up.',
    copy_damaged: 'Barcode {barcode} is marked for repair; put it there.',
    copy_asked_for:
      '{requests} open request(s) ask for this copy ({code} among them); choose another copy for them.',
    back_of_case:
      'This return of barcode {barcode} belongs to a loan that was not taken; nobody else’s loan was ended.',
    back_told:
      'If the library system has it out, it is taken back there; what fails is listed under “To settle”.',
    free_elsewhere:
      'A copy stands free at {campus} (barcode {barcode}); it can be asked for by reallocation.',
    fetch_asked:
      'Barcode {barcode}, on the shelf at {campus}, is kept for this reader; it is on the list of books to fetch there.',
    fetch_opened: 'Request {code} takes it to where the reader collects it.',
    holds_widened:
      'Barcode {barcode} cannot be had any more: {holds} hold(s) on this very copy now wait for another one, and the readers are told.',
    holds_ended:
      'No copy of this title is left to lend: {holds} hold(s) have ended, and the readers are told.',
    hold_place: 'Number {place} in the queue.',
    due_brought_forward: 'The present reader has to bring it back by {due} and was told.',
    fine_settled: 'Settled: {amount} yuan.',
    fine_waived:
      'The fine of {amount} yuan was waived with this renewal, and that is kept; to have it paid, take the copy back and lend it anew.',
    rule_passed: 'Let pass by a supervisor with a reason, which is kept.',
  },
};

/** What is done in circulation, as refusals name it. */
export const CIRCULATION_ACTIONS: Record<Language, Record<string, string>> = {
  zh: {
    lend_out: '借出',
    take_back: '还书',
    renew: '续借',
    override: '放行',
    place_hold: '预约',
    shelve_hold: '放上预约架',
    end_hold: '结束预约',
    in_house: '登记馆内阅览',
    copy_repair: '送去修补',
    copy_restore: '恢复在馆',
    copy_withdraw: '剔除',
    declare_lost: '登记遗失',
    settle_fine: '结清费用',
    waive_fine: '免除费用',
    close_circulation_case: '了结借还异常记录',
  },
  en: {
    lend_out: 'Lending',
    take_back: 'Taking back',
    renew: 'Renewing',
    override: 'Passing a rule',
    place_hold: 'Placing a hold',
    shelve_hold: 'Putting on the hold shelf',
    end_hold: 'Ending a hold',
    in_house: 'Noting in-house use',
    copy_repair: 'Sending to repair',
    copy_restore: 'Putting back in use',
    copy_withdraw: 'Withdrawing',
    declare_lost: 'Noting a loss',
    settle_fine: 'Settling a fine',
    waive_fine: 'Waiving a fine',
    close_circulation_case: 'Closing a case of circulation',
  },
};
