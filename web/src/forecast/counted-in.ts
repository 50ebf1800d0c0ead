import { type RollUpCategory, type RollUpRow, rollUpCategories } from '@tendero/model/api'
import type { Words } from './words/en.ts'

export type Totals = Pick<RollUpRow, 'figures' | 'quota' | 'attainment' | 'coverage'>

/** A category alone, or together with all that are surer. */
export function categoriesIn(category: RollUpCategory, cumulative: boolean): readonly RollUpCategory[] {
  return cumulative ? rollUpCategories.slice(0, rollUpCategories.indexOf(category) + 1) : [category]
}

/** What a category comes to, alone or together with all that are surer, and how many deals that are. */
export function countedIn({ figures }: Pick<Totals, 'figures'>, category: RollUpCategory, cumulative: boolean) {
  const counted = categoriesIn(category, cumulative).map((one) => figures[one])
  return {
    amount: counted.reduce((sum, { amount }) => sum + amount, 0),
    count: counted.reduce((sum, { count }) => sum + count, 0),
  }
}

export function headingOf(words: Words, category: RollUpCategory, cumulative: boolean): string {
  const name = words.categories[category]
  return cumulative && category !== 'closed' ? words.upTo(name) : name
}
