// Sentences about the library's own system: what it refused, and why it gives no answer.

import type { SystemFaultCode } from '../sync/library-system.ts';
import type { Language } from './fill.ts';

/** Why a loan, return or renewal was not taken there; part of the refusals. */
export const LIBRARY_SYSTEM_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    set_by_service:
      '借阅总账由谁记，由中央服务启动时的参数决定，不能在这里改。请联系管理服务器的人。',
    ledger_refused:
      '图书馆系统没有接受条码 {barcode} 的{action}，它说：“{message}”。请按此处理，并在本案写明做法。',
    ledger_refused_wordless:
      '图书馆系统没有接受条码 {barcode} 的{action}，也没有说明原因。请在图书馆系统中查看这册书和这位读者。',
    ledger_alert:
      '图书馆系统收下了条码 {barcode}，并要求处理：“{message}”。请照办，并在本案写明做法。',
    ledger_unasked:
      '条码 {barcode} 的{action}没能登记到图书馆系统（{fault}）。请在图书馆系统中手工登记，原因见“设置”的“图书馆系统”。',
  },
  en: {
    set_by_service:
      'Who keeps the ledger of loans is said when the central service starts and cannot be changed here. Please ask whoever looks after the server.',
    ledger_refused:
      '{action} barcode {barcode} was not accepted by the library system. It says: “{message}”. Act on that, and write in this case what was done.',
    ledger_refused_wordless:
      '{action} barcode {barcode} was not accepted by the library system, which gave no reason. Look up the copy and the reader there.',
    ledger_alert:
      'The library system took barcode {barcode} back and wants something done: “{message}”. Do it, and write in this case what was done.',
    ledger_unasked:
      '{action} barcode {barcode} could not be put down in the library system ({fault}). Enter it there by hand; the cause is told in Settings under Library system.',
  },
};

/** Why no answer was got that can be used, and what can be done. */
export const SYSTEM_FAULT_WORDS: Record<Language, Record<SystemFaultCode, string>> = {
  zh: {
    unreachable:
      '这个地址没有程序应答。请检查地址、端口、网络，以及图书馆系统的 SIP2 服务是否在运行。',
    login_refused: '图书馆系统不接受这个终端的用户名或密码。请核对服务启动参数。',
    offline: '图书馆系统应答了，但说自己不在线。等它恢复后会自动补登。',
    silent: '图书馆系统没有在规定时间内应答。会过一会儿再问。',
    closed: '连接在应答途中断开了。会重新连接，先查清上一步是否已登记，再决定要不要重做。',
    bad_checksum: '消息的校验和不对，重发也不对。请检查线路和图书馆系统的 SIP2 设置。',
    bad_message: '图书馆系统的应答看不懂。请核对它的 SIP2 版本。',
    too_long: '图书馆系统发来一条长得离谱的消息，已经断开。请检查这个端口是不是 SIP2 服务。',
    out_of_order: '图书馆系统的应答对不上所问的事，已经断开重连，没有采用这条应答。',
    bad_value: '条码或证号里有 SIP2 不能传送的字符。请核对这册书或这位读者。',
    busy: '所有连接都在忙。会过一会儿再问，也可以增加连接数。',
    stopped: '中央服务正在停止。下次启动后继续。',
  },
  en: {
    unreachable:
      'Nothing answers at this address. Check address, port and network, and whether the SIP2 service of the library system runs.',
    login_refused:
      'The library system does not accept user or password of this terminal. Check what the service was started with.',
    offline:
      'The library system answers, but says that it is not online. What waits is put down once it is.',
    silent: 'The library system did not answer in time. It will be asked again after a while.',
    closed:
      'The line broke off before the answer was whole. After reconnecting it is first looked up whether the step was taken.',
    bad_checksum:
      'Messages have a wrong checksum, when repeated too. Check the line and the SIP2 settings of the library system.',
    bad_message:
      'The answer of the library system cannot be read. Check which version of SIP2 it speaks.',
    too_long:
      'A message without end came, and the line was cut. Check whether this port is a SIP2 service.',
    out_of_order:
      'The answer was not about what had been asked. It was not used, and the line was opened anew.',
    bad_value:
      'The barcode or card has a sign that SIP2 cannot carry. Check this copy or this reader.',
    busy: 'All lines are taken. It will be asked again; more lines can be allowed.',
    stopped: 'The central service is stopping. It goes on after the next start.',
  },
};
