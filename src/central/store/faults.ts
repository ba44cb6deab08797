// Errors of SQLite, PostgreSQL and the network between as the few faults that answers have sentences for.

import { StoreFault } from './port.ts';

const BY_CODE: readonly [RegExp, StoreFault['code']][] = [
  [/^SQLITE_FULL|^ENOSPC$|^EDQUOT$|^53100$/u, 'store_full'],
  [/^SQLITE_(?:READONLY|PERM|AUTH)|^EROFS$|^EACCES$|^EPERM$|^25006$/u, 'store_read_only'],
  [/^SQLITE_(?:BUSY|LOCKED)/u, 'store_busy'],
  // Lock or statement given up, too many connections, deadlock, serialization.
  [/^(?:55P03|57014|53300|53400|40001|40P01)$/u, 'store_busy'],
  [/^SQLITE_(?:IOERR|CORRUPT|NOTADB|CANTOPEN|FORMAT|PROTOCOL|NOLFS)/u, 'store_io'],
  [/^(?:58030|58P01|XX001|XX002|53200)$/u, 'store_io'],
  // Shut down, starting up, connection lost, a lane that stood still too long.
  [/^(?:57P0[1-5]|25P03|08\w{3})$/u, 'store_away'],
  [
    /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/u,
    'store_away',
  ],
];
/** What the driver, or Kysely above it, says without a code when a connection or the whole store is gone. */
const GONE =
  /^Connection terminated|^Query read timeout|^timeout exceeded when trying to connect|^Client has encountered a connection error|^Client was closed|^Cannot use a pool after|^driver has already been destroyed/u;

/** The fault behind an error; null for anything that is a bug rather than a bad day. */
export function faultOf(error: unknown): StoreFault | null {
  if (error instanceof StoreFault) return error;
  if (!(error instanceof Error)) return null;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string') {
    const found = BY_CODE.find(([pattern]) => pattern.test(code));
    return found ? new StoreFault(found[1], error) : null;
  }
  if (error instanceof AggregateError) return faultOf(error.errors[0]);
  return GONE.test(error.message) ? new StoreFault('store_away', error) : null;
}

/** The same methods, whose errors are faults where there is one behind them. */
export function withFaults<T extends object>(methods: T): T {
  const entries = Object.entries(methods).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      try {
        return await (value as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        throw faultOf(error) ?? error;
      }
    };
    return [name, guarded];
  });
  return Object.fromEntries(entries) as T;
}
