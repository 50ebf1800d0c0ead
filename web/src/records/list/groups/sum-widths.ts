import type { MetadataField } from '@tendero/model/api'
import { useMemo } from 'react'
import type { FigureStyle } from '../../../fields/field-kind.tsx'
import { kindOf } from '../../../fields/index.ts'
import { useFormat } from '../../../kernel/format.ts'
import { figureWidth, type Widths } from '../column-widths.ts'
import type { RowGroups, Sums } from './group-data.ts'

/** What each summed column needs for the longest of its sums: those of the groups and their total. */
export function sumWidths(columns: readonly MetadataField[], sums: readonly Sums[], style: FigureStyle): Widths {
  return Object.fromEntries(
    columns.flatMap((field) => {
      const widths = sums.flatMap(({ [field.name]: sum }) =>
        sum === undefined || sum === null ? [] : [figureWidth(kindOf(field).figureText(sum, style))],
      )
      return widths.length > 0 ? [[field.name, Math.max(...widths)]] : []
    }),
  )
}

export function useSumWidths(columns: readonly MetadataField[], { groups, sums, currency }: RowGroups): Widths {
  const format = useFormat()
  return useMemo(
    () => sumWidths(columns, [sums, ...groups.map((group) => group.sums)], { format, baseCurrency: currency }),
    [columns, groups, sums, currency, format],
  )
}
