// Sentences about the library's own system: what it refused, and why it gives no answer.

import type { SystemFaultCode } from '../sync/library-system.ts';
import type { Language } from './fill.ts';

/** Why a loan, return or renewal was not taken there; part of the refusals. */
export const LIBRARY_SYSTEM_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    set_by_service:
      '借阅总账由谁记，由中心服务启动时的参数决定，不能在这里改。请联系管理服务器的人。',
    ledger_refused: '图书馆系统没有接受条码 {barcode} 的{action}，它说：“{message}”。',
    ledger_refused_wordless:
      '图书馆系统没有接受条码 {barcode} 的{action}，也没有说明原因。请在图书馆系统中查看这册书和这位读者。',
    ledger_alert:
      '图书馆系统收下了条码 {barcode}，并要求处理：“{message}”。请照办，并在本案写明做法。',
    ledger_alert_hold:
      '图书馆系统收下了条码 {barcode}，那边有读者预约这册书：“{message}”。请放上预约架或送到取书地点，并在本案写明做法。',
    ledger_alert_route:
      '图书馆系统收下了条码 {barcode}，要把它送往别处：“{message}”。请照办，并在本案写明做法。',
    ledger_alert_wordless:
      '图书馆系统收下了条码 {barcode}，要求处理，但没有说明是什么。请在图书馆系统中查看这册书，并在本案写明做法。',
    ledger_unclear:
      '条码 {barcode} 的{action}是否已登记到图书馆系统，查不清楚：第一次的应答丢了，再登记时它说“{message}”，又没有用本馆认得的证号说明这册书在谁名下。借阅在这里照旧。请在图书馆系统中查看这册书借给了谁，不是这位读者就请在那边改正，并在本案写明做法。',
    ledger_unasked:
      '条码 {barcode} 的{action}没能登记到图书馆系统（{fault}）。请在图书馆系统中手工登记，原因见“设置”的“图书馆系统”。',
  },
  en: {
    set_by_service:
      'Who keeps the ledger of loans is said when the central service starts and cannot be changed here. Please ask whoever looks after the server.',
    ledger_refused:
      '{action} barcode {barcode} was not accepted by the library system. It says: “{message}”.',
    ledger_refused_wordless:
      '{action} barcode {barcode} was not accepted by the library system, which gave no reason. Look up the copy and the reader there.',
    ledger_alert:
      'The library system took barcode {barcode} back and wants something done: “{message}”. Do it, and write in this case what was done.',
    ledger_alert_hold:
      'The library system took barcode {barcode} back for a reader who waits for it there: “{message}”. Put it on the hold shelf or send it there, and write in this case what was done.',
    ledger_alert_route:
      'The library system took barcode {barcode} back and wants it sent elsewhere: “{message}”. Do it, and write in this case what was done.',
    ledger_alert_wordless:
      'The library system took barcode {barcode} back and wants something done, without saying what. Look the copy up there, and write in this case what was done.',
    ledger_unclear:
      '{action} barcode {barcode}: it is unclear whether the library system has put it down. Its first answer was lost, to the second attempt it said “{message}”, and it names no card known here for who has the copy. The loan stands here. Look up there who has the copy, put it right there if it is somebody else, and write in this case what was done.',
    ledger_unasked:
      '{action} barcode {barcode} could not be put down in the library system ({fault}). Enter it there by hand; the cause is told in Settings under Library system.',
  },
};

/** Why no answer was got that can be used, and what can be done. */
export const SYSTEM_FAULT_WORDS: Record<Language, Record<SystemFaultCode, string>> = {
  zh: {
    unreachable:
      '这个地址没有程序应答。请检查地址、端口、网络，以及图书馆系统的 SIP2 服务是否在运行。',
    tls_untrusted:
      '图书馆系统的证书不是可信机构签发的，没有连接。如果是本馆自己的机构，请用 --sip2-ca 指出它的证书（PEM）。',
    tls_name:
      '图书馆系统的证书不是发给这个地址的，没有连接。请在 --sip2 里写证书上的主机名，或换一张证书。',
    tls_expired: '图书馆系统的证书已过期或尚未生效，没有连接。请更换证书，并核对两边的时钟。',
    tls_none: '这个端口不说 TLS，没有连接。请核对端口（例如 stunnel 的端口），或去掉 --sip2-tls。',
    tls_wanted: '这个端口要求 TLS。请在启动参数里加上 --sip2-tls。',
    telnet_wanted: '这个端口先要像终端那样登录。请在启动参数里加上 --sip2-login telnet。',
    login_wanted:
      '没有登录就提问，图书馆系统断开了连接。请用 --sip2-user 给出终端的用户名，并给出密码。',
    login_refused:
      '图书馆系统不接受这个终端的用户名或密码，或这个用户的连接数已满。请核对服务启动参数和对方允许的连接数。',
    offline: '图书馆系统应答了，但说自己不在线。等它恢复后会自动补登。',
    silent: '图书馆系统没有在规定时间内应答。会过一会儿再问。',
    closed: '连接在应答途中断开了。会重新连接，先查清上一步是否已登记，再决定要不要重做。',
    bad_checksum: '消息的校验和不对，重发也不对。请检查线路和图书馆系统的 SIP2 设置。',
    bad_message: '图书馆系统的应答看不懂。请核对它的 SIP2 版本。',
    too_long: '图书馆系统发来一条长得离谱的消息，已经断开。请检查这个端口是不是 SIP2 服务。',
    out_of_order: '图书馆系统的应答对不上所问的事，已经断开重连，没有采用这条应答。',
    bad_value: '条码或证号里有 SIP2 不能传送的字符。请核对这册书或这位读者。',
    busy: '所有连接都在忙。会过一会儿再问，也可以增加连接数。',
    stopped: '中心服务正在停止。下次启动后继续。',
  },
  en: {
    unreachable:
      'Nothing answers at this address. Check address, port and network, and whether the SIP2 service of the library system runs.',
    tls_untrusted:
      'The certificate of the library system is not signed by anybody trusted, and no connection was made. If the authority is your own, name its certificate (PEM) by --sip2-ca.',
    tls_name:
      'The certificate of the library system is for another address, and no connection was made. Write the host that it names in --sip2, or get another certificate.',
    tls_expired:
      'The certificate of the library system is over, or not valid yet, and no connection was made. Renew it, and check both clocks.',
    tls_none:
      'This port does not speak TLS, and no connection was made. Check the port (stunnel has one of its own), or leave out --sip2-tls.',
    tls_wanted: 'This port wants TLS. Start the service with --sip2-tls.',
    telnet_wanted:
      'This port wants a sign-in as at a terminal first. Start the service with --sip2-login telnet.',
    login_wanted:
      'The library system ended a connection that began without a sign-in. Name the user of the terminal by --sip2-user, and give its password.',
    login_refused:
      'The library system does not accept user or password of this terminal, or this user has all the connections that it allows. Check what the service was started with, and how many are allowed.',
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
