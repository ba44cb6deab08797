// What the file system says, as the faults that words has sentences for.

import { expect, it } from 'vitest';
import { faultOf } from './fault.ts';

it.each([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EACCES', 'read_only_folder'],
  ['ENOTDIR', 'read_only_folder'],
  ['EEXIST', 'read_only_folder'],
  ['EISDIR', 'read_only_folder'],
  ['EIO', 'io_error'],
  ['ENOENT', 'io_error'],
  ['EFBIG', 'io_error'],
])('%s is the fault %s', (code, fault) => {
  expect(faultOf(Object.assign(new Error(code), { code }))?.code).toBe(fault);
});

it('is no fault where it is a bug', () => {
  expect(faultOf(new TypeError('x is not a function'))).toBeNull();
  expect(faultOf(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeNull();
});
