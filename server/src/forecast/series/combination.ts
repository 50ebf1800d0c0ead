import { mean } from './numbers.ts'
import type { Outlook } from './question.ts'

/**
 * The mean of what several methods foresee (Bates & Granger 1969; Clemen 1989 on why equal weights are hard to beat). Its
 * variance is that of the mixture: the members' own, and how far they are apart.
 */
export function combined(members: readonly Outlook[]): Outlook {
  const steps = members[0]?.mean ?? []
  const middle = steps.map((_, index) => mean(members.map((member) => member.mean[index] ?? 0)))
  const spread = middle.map((centre, index) =>
    Math.sqrt(
      mean(members.map((member) => (member.spread[index] ?? 0) ** 2 + ((member.mean[index] ?? 0) - centre) ** 2)),
    ),
  )
  return { mean: middle, spread }
}
