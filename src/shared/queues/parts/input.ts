// Reads of an action's input: the field check has already refused wrong kinds, so these only narrow types.

/** The text of an input field; empty when it was left out. */
export function textOf(input: Record<string, unknown>, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The text of an input field, or null when it was left out. */
export function textOrNull(input: Record<string, unknown>, name: string): string | null {
  return textOf(input, name) || null;
}

/** The number of an input field, or null when it was left out. */
export function numberOrNull(input: Record<string, unknown>, name: string): number | null {
  const value = input[name];
  return typeof value === 'number' ? value : null;
}

/** Whether a flag of the input is set. */
export function flagOf(input: Record<string, unknown>, name: string): boolean {
  return input[name] === true;
}
