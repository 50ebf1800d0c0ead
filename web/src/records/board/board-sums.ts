import type { AggregateGroup } from '@tendero/model/api'

/** A value that the columns or lanes of a board are made by. */
export type BoardValue = string | boolean | null

/** The records of a board that have a value in common: how many, and what they are worth. */
export interface BoardSum {
  readonly value: BoardValue
  /** The title of a referenced record. */
  readonly title: string | null
  readonly count: number
  /** Minor units of the base currency; zero on a board without money. */
  readonly sum: number
}

export function boardValue(raw: string | number | boolean | null | undefined): BoardValue {
  return typeof raw === 'number' ? String(raw) : (raw ?? null)
}

/**
 * The sums of a board by one of its fields.
 * @param place of the field among those that the groups are made by @param measure the name of the money's measure
 */
export function summedBy(
  groups: readonly AggregateGroup[],
  place: 0 | 1,
  measure: string | undefined,
): readonly BoardSum[] {
  const sums = new Map<BoardValue, BoardSum>()
  for (const { keys, titles, measures } of groups) {
    const value = boardValue(keys[place])
    const before = sums.get(value)
    sums.set(value, {
      value,
      title: titles[place] ?? null,
      count: (before?.count ?? 0) + Number(measures.count ?? 0),
      sum: (before?.sum ?? 0) + Number((measure && measures[measure]) ?? 0),
    })
  }
  return [...sums.values()]
}
