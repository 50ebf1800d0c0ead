/**
 * The name of a person: first and last name as far as they are known, single spaces between. A lead without a person
 * goes by its company.
 * @returns null when nothing names it
 * @example fullName({ firstName: ' Ana ', lastName: 'García' }) //=> 'Ana García'
 */
export function fullName(values: Readonly<Record<string, unknown>>): string | null {
  const person = [values.firstName, values.lastName].map(plain).filter(Boolean).join(' ')
  return person || plain(values.company) || null
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : ''
}
