import type { Amount } from '../kernel/format.ts'

/** An amount of money among the values of a record; null for none. */
export function readMoney(raw: unknown): Amount | null {
  if (typeof raw !== 'object' || raw === null || !('minor' in raw) || !('currency' in raw)) return null
  const { minor, currency } = raw
  return typeof minor === 'number' && typeof currency === 'string' ? { minor, currency } : null
}
