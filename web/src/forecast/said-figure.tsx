import { useQueries } from '@tanstack/react-query'
import type { ForecastRollUp, RollUpRow } from '@tendero/model/api'
import { countedIn } from './counted-in.ts'
import { dealsOf } from './deals-behind.ts'
import { AdjustedFigure } from './figure-cell.tsx'
import classes from './forecast.module.css'
import { rollUpQuery } from './quota-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

/** What somebody says of a month. */
export interface Said {
  readonly rollUp: ForecastRollUp
  readonly row: RollUpRow
}

/** By person, and by the place of the month. */
export type SaidOf = (person: string | null, place: number) => Said | undefined

/** What people say of months; of nobody where it may not be known. */
export function useSaid(months: readonly string[], wanted: boolean): { readonly known: boolean; readonly of: SaidOf } {
  const found = useQueries({
    queries: months.map((month) => ({
      ...rollUpQuery({ kind: 'month', startsOn: `${month}-01` }, undefined),
      enabled: wanted,
      retry: false,
    })),
  })
  return {
    known: wanted && found.some(({ data }) => data !== undefined),
    of: (person, place) => {
      const rollUp = wanted ? found[place]?.data : undefined
      const row = rollUp?.rows.find(({ kind, id }) => kind === 'person' && id !== null && id === person)
      return rollUp && row && { rollUp, row }
    },
  }
}

/** What somebody says, closed and commit together; opened by who may say otherwise. */
export function SaidFigure({ said: { rollUp, row } }: { readonly said: Said }) {
  const words = useForecastWords()
  const { money } = useForecastFigures(rollUp.currency)
  const face = words.says(money(countedIn(row, 'commit', true).amount))
  if (row.judges === null || row.id === null) return face
  return (
    <AdjustedFigure
      rollUp={rollUp}
      row={row}
      id={row.id}
      category="commit"
      cumulative
      deals={dealsOf(rollUp.rows, row)}
    >
      <span className={classes.adjusted}>{face}</span>
    </AdjustedFigure>
  )
}
