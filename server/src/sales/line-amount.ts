import { exponentOf, type Money } from '@tendero/model'
import { Decimal } from 'decimal.js'

/** What a line says: decimals as text, the discount in per cent. */
export interface Line {
  readonly quantity: string
  /** In major units of the deal's currency; null when not known. */
  readonly unitPrice: string | null
  /** 0–100. */
  readonly discount: number | null
}

/**
 * What a line comes to: quantity times unit price less the discount, rounded half up once, to the currency's minor
 * unit. Nothing without a price.
 * @example lineAmount({ quantity: '3', unitPrice: '0.335', discount: null }, 'EUR') //=> { minor: 101, currency: 'EUR' }
 */
export function lineAmount({ quantity, unitPrice, discount }: Line, currency: string): Money | null {
  if (unitPrice === null) return null
  const minor = new Decimal(quantity)
    .times(unitPrice)
    .times(new Decimal(100).minus(discount ?? 0))
    .div(100)
    .times(new Decimal(10).pow(exponentOf(currency)))
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
  return { minor: minor.toNumber(), currency }
}
