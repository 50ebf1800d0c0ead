import { exponentOf } from '@tendero/model/currency'
import type { Amount } from '../kernel/format.ts'

/** '1054.35' of 105435 cents. */
export function majorText({ minor, currency }: Amount): string {
  const places = exponentOf(currency)
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '')
  return `${minor < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Minor units of '1054.35'; undefined with more decimal places than the currency has. */
export function minorUnits(plain: string, currency: string): number | undefined {
  const [whole = '0', fraction = ''] = plain.split('.')
  const places = exponentOf(currency)
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > places) return undefined
  const minor = Number(`${whole}${kept.padEnd(places, '0')}`)
  return Number.isSafeInteger(minor) ? minor : undefined
}
