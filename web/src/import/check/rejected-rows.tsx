import { Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CellCorrection, ImportRun, RejectedRow } from '@tendero/model/api'
import { useId } from 'react'
import classes from '../import.module.css'
import { rejectedRowsQuery } from '../import-data.ts'
import { useImportWords } from '../words.ts'
import { problemsAt, textAt, withCorrection } from './corrections.ts'
import { FirstRows } from './first-rows.tsx'
import { useProblemWords } from './problem-words.ts'

interface RejectedRowsProps {
  readonly run: ImportRun
  readonly corrections: readonly CellCorrection[]
  readonly onCorrections: (corrections: readonly CellCorrection[]) => void
}

/** The first bad rows as they stand in the file, each cell to be corrected, what is wrong written below it. */
export function RejectedRows({ run, corrections, onCorrections }: RejectedRowsProps) {
  const words = useImportWords()
  const { data } = useQuery(rejectedRowsQuery(run))
  const rows = data?.items ?? []
  const filled = new Set(run.setup.mapping.flatMap(({ column }) => (column === null ? [] : [column])))
  const ofRows = rows.some((row) => problemsAt(run.setup.mapping, row, null).length > 0)
  const columns = run.columns.filter(({ index }) => filled.has(index))
  return (
    <FirstRows
      rows={rows}
      heads={
        <>
          {ofRows && <th scope="col">{words.check.reason}</th>}
          {columns.map(({ index, name }) => (
            <th key={index} scope="col">
              {name || words.reading.column(index + 1)}
            </th>
          ))}
        </>
      }
    >
      {(row) => (
        <tr key={row.row}>
          <td className={classes.rowNumber}>{row.row}</td>
          {ofRows && (
            <td className={classes.wholeRow}>
              <WholeRow run={run} row={row} />
            </td>
          )}
          {columns.map(({ index, name }) => (
            <td key={index} className={classes.editable}>
              <Cell
                label={words.check.cell(name || words.reading.column(index + 1), row.row)}
                run={run}
                row={row}
                column={index}
                text={textAt(corrections, row, index)}
                onText={(text) => onCorrections(withCorrection(corrections, row, index, text))}
              />
            </td>
          ))}
        </tr>
      )}
    </FirstRows>
  )
}

/** What is wrong with no cell in particular. */
function WholeRow({ run, row }: { readonly run: ImportRun; readonly row: RejectedRow }) {
  const say = useProblemWords()
  return problemsAt(run.setup.mapping, row, null).map((problem) => (
    <Text key={`${problem.field} ${problem.code}`} size="xs" c="var(--tendero-danger)">
      {say(problem)}
    </Text>
  ))
}

interface CellProps {
  readonly label: string
  readonly run: ImportRun
  readonly row: RejectedRow
  readonly column: number
  readonly text: string
  readonly onText: (text: string) => void
}

function Cell({ label, run, row, column, text, onText }: CellProps) {
  const say = useProblemWords()
  const id = useId()
  const problems = problemsAt(run.setup.mapping, row, column)
  const changed = text !== (row.cells[column] ?? '')
  return (
    <TextInput
      id={id}
      size="xs"
      variant={problems.length > 0 || changed ? 'default' : 'unstyled'}
      aria-label={label}
      value={text}
      error={problems.length > 0 && !changed ? problems.map(say).join(' ') : undefined}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}
