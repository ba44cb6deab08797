// The addresses to which a page sends a file and from which it fetches one: fixed paths with a ticket behind them.

import { UPLOAD_PATH } from '../../shared/desk-contract/catalogue.ts';
import { DOWNLOAD_PATH } from '../../shared/desk-contract/exports.ts';

function ticketBehind(prefix: string, path: string): string | undefined {
  const ticket = path.startsWith(prefix) ? path.slice(prefix.length) : '';
  return /^[A-Z0-9]{8,80}$/u.test(ticket) ? ticket : undefined;
}

/** The ticket of a file that is sent; undefined where the path is another one. */
export function uploadTicket(path: string): string | undefined {
  return ticketBehind(UPLOAD_PATH, path);
}

/** The ticket of a file that is fetched; undefined where the path is another one. */
export function downloadTicket(path: string): string | undefined {
  return ticketBehind(DOWNLOAD_PATH, path);
}

/** Headers of a file that is fetched and saved, never shown; names in any script (RFC 5987). */
export function fileHeaders(file: {
  name: string;
  size: number;
  type: string;
}): Record<string, string> {
  const name = encodeURIComponent(file.name).replaceAll(/['()*]/gu, '_');
  return {
    'content-type': file.type,
    'content-length': String(file.size),
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'cache-control': 'no-store',
  };
}
