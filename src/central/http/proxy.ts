// Whose word counts about where a call comes from: that of a proxy on this machine or in its network, and of no other.

import { BlockList } from 'node:net';

const near = new BlockList();
near.addSubnet('127.0.0.0', 8);
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addSubnet('169.254.0.0', 16);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** Whether an address is of this machine or a private network. */
function isNear(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').split('%')[0] ?? '';
  return near.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}

/** Trusts the first hop only: what a caller wrote into the header before is nobody's word. */
export function trustNearProxy(address: string, hop: number): boolean {
  return hop === 0 && isNear(address);
}
