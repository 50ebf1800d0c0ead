import { Decimal } from 'decimal.js'

/**
 * A number raised by a percentage, exactly, and then rounded half away from zero.
 * @param percent '5', '-2.5' @param places decimal places that are kept
 * @example raisedBy('19.99', '10', 2).toFixed() //=> '21.99'
 */
export function raisedBy(value: number | string, percent: string, places: number): Decimal {
  return new Decimal(value)
    .times(new Decimal(100).plus(percent))
    .div(100)
    .toDecimalPlaces(places, Decimal.ROUND_HALF_UP)
}
