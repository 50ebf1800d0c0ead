import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import type { Cell } from './csv.ts'
import { useReport } from './report-context.ts'
import classes from './reports.module.css'
import { useReportWords } from './words.ts'

/** A column of a table and of its file: the same figures, for eyes and for spreadsheets. */
export interface Column<R> {
  readonly key: string
  readonly label: string
  cell(row: R): Cell
  show(row: R): ReactNode
  /** The field of opportunities that it tells of: left out for those who do not see it. */
  readonly field?: string
  /** Words stand at the start, figures at the end. */
  readonly words?: boolean
}

interface ReportTableProps<R> {
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  keyOf(row: R): string
}

export function ReportTable<R>({ label, columns, rows, keyOf }: ReportTableProps<R>) {
  const words = useReportWords()
  return (
    <ScrollingRegion className={classes.tableBox} aria-label={`${words.table}: ${label}`}>
      <Table className={classes.table} verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, label: heading, words }) => (
              <Table.Th key={key} data-end={!words || undefined}>
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map((column) => (
                <Table.Td
                  key={column.key}
                  data-end={!column.words || undefined}
                  className={column.words ? undefined : 'tendero-figures'}
                >
                  {column.show(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollingRegion>
  )
}

/** The columns that the reader may see. */
export function useSeenColumns<R>(columns: readonly Column<R>[]): readonly Column<R>[] {
  const { sees } = useReport()
  return columns.filter(({ field }) => field === undefined || sees(field))
}

/** The rows of a table for a file, headings first. */
export function fileOf<R>(columns: readonly Column<R>[], rows: readonly R[]): readonly (readonly Cell[])[] {
  return [columns.map(({ label }) => label), ...rows.map((row) => columns.map((column) => column.cell(row)))]
}
