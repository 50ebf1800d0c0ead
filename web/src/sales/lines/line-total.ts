import { exponentOf } from '@tendero/model/currency'

/** What stands in a line: plain decimals as text, the discount in per cent. */
export interface LineFigures {
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly discount: string | null
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/

/** A plain decimal as a whole number of units of 10^-scale. */
function scaled(plain: string): { readonly units: bigint; readonly scale: number } | undefined {
  const match = decimal.exec(plain)
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length }
}

function roundedHalfUp(units: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  return units < 0n ? -((-units + half) / divisor) : (units + half) / divisor
}

/**
 * What a line comes to in minor units: quantity times price less the discount, rounded half up once, as the server
 * does. Undefined without a price, or with something that is no number.
 * @example lineTotal({ quantity: '3', unitPrice: '0.335', discount: null }, 'EUR') //=> 101
 */
export function lineTotal({ quantity, unitPrice, discount }: LineFigures, currency: string): number | undefined {
  if (unitPrice === null) return undefined
  const parts = [scaled(quantity ?? '1'), scaled(unitPrice), scaled(discount ?? '0')]
  const [count, price, less] = parts
  if (!count || !price || !less) return undefined
  const share = 100n * 10n ** BigInt(less.scale) - less.units
  const units = count.units * price.units * share * 10n ** BigInt(exponentOf(currency))
  const divisor = 100n * 10n ** BigInt(count.scale + price.scale + less.scale)
  return Number(roundedHalfUp(units, divisor))
}
