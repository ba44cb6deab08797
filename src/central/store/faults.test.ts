// Which bad day is behind an error of a database, a disk or a network.
import { describe, expect, it } from 'vitest';
import { faultOf, withFaults } from './faults.ts';
import { StoreFault } from './port.ts';

const withCode = (code: string) => Object.assign(new Error(`something about ${code}`), { code });

describe('faults', () => {
  it.each([
    ['SQLITE_FULL', 'store_full'],
    ['ENOSPC', 'store_full'],
    ['53100', 'store_full'],
    ['SQLITE_READONLY_DBMOVED', 'store_read_only'],
    ['25006', 'store_read_only'],
    ['SQLITE_BUSY_SNAPSHOT', 'store_busy'],
    ['55P03', 'store_busy'],
    ['57014', 'store_busy'],
    ['SQLITE_IOERR_FSYNC', 'store_io'],
    ['SQLITE_CORRUPT', 'store_io'],
    ['58030', 'store_io'],
    ['57P01', 'store_away'],
    ['08006', 'store_away'],
    ['25P03', 'store_away'],
    ['ECONNREFUSED', 'store_away'],
  ])('%s is %s', (code, expected) => {
    expect(faultOf(withCode(code))?.code).toBe(expected);
  });

  it('knows what the driver says without a code', () => {
    const said = [
      'Connection terminated unexpectedly',
      'Query read timeout',
      'driver has already been destroyed',
    ];
    for (const text of said) expect(faultOf(new Error(text))?.code).toBe('store_away');
    const several = new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]);
    expect(faultOf(several)?.code).toBe('store_away');
  });

  it('leaves bugs as they are', async () => {
    for (const code of ['SQLITE_CONSTRAINT_UNIQUE', '23505', '42601']) {
      expect(faultOf(withCode(code))).toBeNull();
    }
    expect(faultOf(new TypeError('x is not a function'))).toBeNull();
    expect(faultOf('text')).toBeNull();
    const bug = new Error('a bug');
    const methods = withFaults({
      async bug() {
        throw bug;
      },
      async full() {
        throw withCode('SQLITE_FULL');
      },
      add: async (a: number, b: number) => a + b,
    });
    await expect(methods.bug()).rejects.toBe(bug);
    await expect(methods.full()).rejects.toBeInstanceOf(StoreFault);
    expect(await methods.add(1, 2)).toBe(3);
  });
});
