import type { Money } from '@tendero/model'
import { Decimal } from 'decimal.js'

/**
 * What a deal brings in the mean: amount times probability, rounded half up to the minor unit. Nothing when either is
 * unknown.
 * @param probability 0–100
 * @example expectedRevenue({ minor: 1005, currency: 'EUR' }, 50) //=> { minor: 503, currency: 'EUR' }
 */
export function expectedRevenue(amount: Money | null, probability: number | null): Money | null {
  if (!amount || probability === null) return null
  const minor = new Decimal(amount.minor).times(probability).div(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
  return { minor: minor.toNumber(), currency: amount.currency }
}
