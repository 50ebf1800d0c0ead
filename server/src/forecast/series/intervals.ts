import type { Outlook } from './question.ts'

/** Lower and upper end that hold the share `level` of outcomes, were the errors normal. */
export function interval({ mean, spread }: Outlook, level: number) {
  const width = normalQuantile((1 + Math.min(0.9999, Math.max(0, level))) / 2)
  return {
    lower: mean.map((value, index) => value - width * (spread[index] ?? 0)),
    upper: mean.map((value, index) => value + width * (spread[index] ?? 0)),
  }
}

/**
 * The number below which a standard normal one lies with the probability, from 0.5 to below 1, right to 5e-4 (Hastings 1955,
 * in Abramowitz & Stegun 1964, 26.2.23).
 */
function normalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - probability))
  const above = 2.515517 + 0.802853 * t + 0.010328 * t ** 2
  const below = 1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3
  return Math.max(0, t - above / below)
}
