import { describe, expect, it } from 'vitest';
import { isAllowedLink } from './shell-contract.ts';

describe('links out of the program', () => {
  it('lets listed https hosts through', () => {
    expect(isAllowedLink('https://shutai.example')).toBe(true);
    expect(isAllowedLink('https://shutai.example/help?topic=1#top')).toBe(true);
  });

  it('refuses other schemes, other hosts and dressed-up addresses', () => {
    const links = [
      'http://shutai.example/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://shutai.example.evil.test/',
      'https://shutai.example@evil.test/',
      'https://user@shutai.example/',
      'https://shutai.example:8443/',
      'https://shutai.example\\@evil.test/',
      ' https://shutai.example/',
      'smb://shutai.example/share',
    ];
    expect(links.filter(isAllowedLink)).toEqual([]);
  });
});
