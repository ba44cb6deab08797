// Writes ISO 2709 files as library systems export them, whole ones and damaged ones.

import iconv from 'iconv-lite';

/** A field: its tag, and its text with `$` before each subfield code (`  $a书名$f作者`). */
export type FieldText = readonly [tag: string, text: string];

/** How a record is written. */
export interface MarcOptions {
  encoding?: 'utf8' | 'gb18030';
  /** Characters 5 to 9 of the leader. */
  leader?: string;
}

/** Bytes of text. */
export function encoded(text: string, encoding: 'utf8' | 'gb18030' = 'utf8'): Buffer {
  return encoding === 'utf8' ? Buffer.from(text) : iconv.encode(text, 'gb18030');
}

const digits = (value: number, width: number) => String(value).padStart(width, '0').slice(-width);

/** One record. */
export function marcRecord(fields: readonly FieldText[], options: MarcOptions = {}): Buffer {
  const { encoding = 'utf8', leader = 'nam0 ' } = options;
  const directory: string[] = [];
  const data: Buffer[] = [];
  let start = 0;
  for (const [tag, text] of fields) {
    const body = encoded(`${text.replaceAll('$', '\u001f')}\u001e`, encoding);
    directory.push(tag + digits(body.length, 4) + digits(start, 5));
    data.push(body);
    start += body.length;
  }
  const base = 24 + directory.length * 12 + 1;
  const head = `${digits(base + start + 1, 5)}${leader}22${digits(base, 5)}   4500`;
  return Buffer.concat([
    Buffer.from(`${head}${directory.join('')}\u001e`),
    ...data,
    Buffer.from('\u001d'),
  ]);
}

/** What a book is, for a record of it. */
export interface Book {
  control?: string;
  isbn?: string;
  price?: string;
  title: string;
  author?: string;
  publisher?: string;
  year?: string;
  classCode?: string;
  barcodes?: readonly string[];
  collection?: string;
  item?: string;
}

const subfield = (code: string, value: string | undefined) =>
  value === undefined ? '' : `$${code}${value}`;

/** A CNMARC record. */
export function cnmarc(book: Book, options?: MarcOptions): Buffer {
  const { classCode = 'TP311.13', item = '25', collection = 'NSTK', barcodes = [] } = book;
  return marcRecord(
    [
      ['001', book.control ?? '012019000001'],
      ['010', `  ${subfield('a', book.isbn)}${subfield('d', book.price)}`],
      ['100', '  $a20190612d2018    em y0chiy50      ea'],
      ['101', '0 $achi'],
      ['200', `1 $a${book.title}$9shu ming${subfield('f', book.author)}`],
      ['210', `  $a北京${subfield('c', book.publisher)}${subfield('d', book.year)}`],
      ['215', '  $a412页$d26cm'],
      ['606', '0 $a数据库系统'],
      ['690', `  $a${classCode}$v5`],
      ['801', ' 0$aCN$bDEMO$c20190612'],
      ...barcodes.map((barcode): FieldText => [
        '905',
        `  $a${collection}$b${barcode}$d${classCode}$e${item}`,
      ]),
    ],
    options,
  );
}

/** A MARC 21 record. */
export function marc21(book: Book, options?: MarcOptions): Buffer {
  const { classCode = 'TP311.13', item = '25', collection = 'NSTK', barcodes = [] } = book;
  return marcRecord(
    [
      ['001', book.control ?? 'ocm00000001'],
      ['003', 'DEMO'],
      ['008', '190612s2018    cc a     b    001 0 chi d'],
      ['020', `  ${subfield('a', book.isbn)}${subfield('c', book.price)}`],
      ['084', `  $a${classCode}$2clc`],
      ['245', `10$a${book.title} /${subfield('c', book.author)}.`],
      ['264', ` 1$aBeijing :$b${book.publisher ?? ''},$c${book.year ?? ''}.`],
      ['264', ' 4$cc1999'],
      ...barcodes.map((barcode): FieldText => [
        '852',
        `8 $b${collection}$h${classCode}$i${item}$p${barcode}`,
      ]),
    ],
    { leader: 'nam a', ...options },
  );
}
