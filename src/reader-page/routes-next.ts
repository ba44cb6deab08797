// Where a sign-in leads.

/** Only an address of this page may be gone to after the sign-in. */
export function nextAfter(next: unknown): string {
  return typeof next === 'string' && /^\/(?!\/)/u.test(next) ? next : '/';
}
