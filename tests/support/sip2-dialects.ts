// How library systems that are not ours speak SIP2, each as its public source, or a conversation with it, shows it.

/** What is peculiar to one system. */
export interface Dialect {
  name: string;
  /** Where it is to be read. */
  source: string;
  charset: 'gb18030' | 'utf-8';
  /** What ends a message for it: CR alone (an LF begins the next one), LF alone, or either. */
  reads: 'cr' | 'lf' | 'either';
  /** What it ends its own with, by code of the answer. */
  ends(code: string): string;
  /** Its checksums: of the bytes, the same without leading zeros, of UTF-16 units up to the last field, or none. */
  sums: 'bytes' | 'short' | 'units' | 'none';
  /** The number of an answer: the question's, always the same, or none; `follows`: it wants them one after the other. */
  numbers: 'repeats' | 'follows' | 'four' | 'none';
  signsIn: 'message' | 'prompts' | 'nobody';
  /** What a message that it does not know comes to. */
  unknown: 'resend' | 'words' | 'silence' | 'ends';
  /** BX, and what stands behind its fixed part besides. */
  does: string;
  version: string;
  /** A day as a loan or renewal names it, and as item information does. */
  due(day: string): string;
  dueOfCopy(day: string): string;
  /** How it writes yes and no of an alert. */
  alert: readonly [yes: string, no: string];
  /** What it lists of what a reader has. */
  lists: 'barcode' | 'title';
  /** Item information names who has the copy. */
  tellsCard: boolean;
  /** A loan to whoever has the copy already. */
  again: 'renews' | 'refuses';
  /** A loan or return that has happened: it takes it, or ends the connection. */
  happened: 'takes' | 'ends';
  /** An empty password of the reader is a wrong one. */
  wantsPassword: boolean;
  /** A return of what nobody has. */
  notOut: 'refuses' | 'accepts';
  /** Fields with its words. */
  words(text: string): string[];
  holds: 'keeps' | 'refuses' | 'unknown';
  /** Connections of one user. */
  most: number;
  /** Fields that nobody else has. */
  more: readonly string[];
}

const compact = (day: string) => `${day.replaceAll('-', '')}    235900`;
const british = (day: string) => day.split('-').toReversed().join('/');
const said = (text: string) => [`AF${text}`];

const STANDARD: Dialect = {
  name: 'the standard',
  source: '3M Standard Interchange Protocol 2.00',
  charset: 'utf-8',
  reads: 'cr',
  ends: () => '\r',
  sums: 'bytes',
  numbers: 'repeats',
  signsIn: 'message',
  unknown: 'resend',
  does: 'YYYYYYYYYYYYYYYY',
  version: '2.00',
  due: compact,
  dueOfCopy: compact,
  alert: ['Y', 'N'],
  lists: 'barcode',
  tellsCard: false,
  again: 'refuses',
  happened: 'takes',
  wantsPassword: false,
  notOut: 'refuses',
  words: said,
  holds: 'keeps',
  most: 16,
  more: [],
};

const KOHA: Dialect = {
  ...STANDARD,
  name: 'Koha',
  source: 'Koha-Community/Koha C4/SIP: Sip.pm, Sip/MsgType.pm, ILS.pm, ILS/Transaction/Checkin.pm',
  reads: 'either',
  ends: () => '\r\n',
  does: 'YYYYYYYYYYYNYYYY',
  // With `format_due_date`; item information keeps to the standard.
  due: british,
  again: 'renews',
  happened: 'ends',
  wantsPassword: true,
  words: (text) => [`AF${text}`, 'AFPlease see the desk &#124; 请到服务台'],
  more: ['CRGEN', 'XX', 'DAMr. &#124; X'],
};

/** Every one that there is a source of. */
export const DIALECTS: readonly Dialect[] = [
  STANDARD,
  KOHA,
  {
    ...KOHA,
    name: 'Koha, telnet',
    source:
      'Koha-Community/Koha C4/SIP/SIPServer.pm, telnet_transport; OCLC EZproxy, SIP directive',
    signsIn: 'prompts',
  },
  {
    ...STANDARD,
    name: 'SIPServer',
    source: 'evergreen-library-system/SIPServer: Sip.pm, ILS.pm, ILS/Patron.pm',
    reads: 'either',
    does: 'YYYYYYYYYNYNYYYY',
    again: 'renews',
    happened: 'ends',
    wantsPassword: true,
  },
  {
    ...STANDARD,
    name: 'Evergreen',
    source: 'evergreen-library-system/Evergreen OpenILS/Application/SIP2.pm; its 64 lists titles',
    reads: 'either',
    unknown: 'silence',
    does: 'YYYNYNYYNYYNNNYN',
    due: (day) => `${day} 23:59:59`,
    dueOfCopy: (day) => `${day} 23:59:59`,
    lists: 'title',
    again: 'renews',
    notOut: 'accepts',
    words: () => [],
    holds: 'refuses',
  },
  {
    ...STANDARD,
    name: 'FOLIO',
    source: 'folio-org/edge-sip2 MainVerticle.java, templates/lib.ftl, templates/acs-status.ftl',
    sums: 'none',
    numbers: 'none',
    unknown: 'silence',
    does: 'NYYNYYYYYNYNNNYN|ANSC|AF|AG',
    alert: ['1', '0'],
    holds: 'unknown',
    words: (text) => text.match(/.{1,4}/gsu)?.map((piece) => `AF${piece}`) ?? [],
  },
  {
    ...STANDARD,
    name: 'invenio-sip2',
    source: 'inveniosoftware-contrib/invenio-sip2: utils.py, server.py, api.py, models.py',
    sums: 'short',
    numbers: 'follows',
    does: 'YYYNYYYYYNYNYNYN',
    holds: 'unknown',
    tellsCard: false,
  },
  {
    ...STANDARD,
    name: 'dp2Capo',
    source:
      'DigitalPlatform/chord dp2Capo/SipProcessor.cs, DigitalPlatform.SIP.Server; dp2 issues 756, 765',
    charset: 'gb18030',
    reads: 'either',
    sums: 'units',
    numbers: 'four',
    unknown: 'words',
    due: (day) => day,
    dueOfCopy: (day) => day,
    again: 'renews',
    words: (text) => [`AF失败：${text}`, `AG失败：${text}`],
    holds: 'unknown',
    most: 2,
    more: ['KQ0101'],
  },
  {
    ...STANDARD,
    name: 'dp2SIPServer',
    source: 'DigitalPlatform/dp2 dp2SIPServer/Session.cs',
    charset: 'gb18030',
    reads: 'lf',
    ends: (code) => (code === '98' ? '' : '\r\n'),
    sums: 'none',
    numbers: 'none',
    signsIn: 'nobody',
    unknown: 'words',
    does: '|AY1AZDA74',
    due: (day) => day,
    dueOfCopy: (day) => day,
    words: (text) => [`AF ${text}`, `AG ${text}`],
    holds: 'unknown',
    more: ['CLsort bin A1', 'CHATNPR12.00'],
  },
  {
    ...STANDARD,
    name: 'an ILS of SirsiDynix’s time',
    source: 'NiceAndNerdy/SIP2.NET issues 1 and 4',
    does: 'YYYYYYYYYYYNNNNN|AN',
    version: '2.0E',
    tellsCard: true,
    holds: 'unknown',
  },
];
