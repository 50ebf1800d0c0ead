import { Button, Stack, Text } from '@mantine/core'
import type { ImportProblem, ImportRun } from '@tendero/model/api'
import { useState } from 'react'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import { CellRepair } from './cell-repair.tsx'
import { useProblemWords } from './problem-words.ts'
import { type Repair, repairFor, withoutRepair, withRepair } from './repairs.ts'

interface ProblemsTableProps {
  readonly run: ImportRun
  readonly repairs: readonly Repair[]
  readonly onRepairs: (repairs: readonly Repair[]) => void
}

const shownAtFirst = 15

/** The first bad rows: where, what stands there, what is wrong with it, and what to read instead. */
export function ProblemsTable({ run, repairs, onRepairs }: ProblemsTableProps) {
  const words = useImportWords()
  const object = useObject(run.setup.object)
  const say = useProblemWords()
  const [all, setAll] = useState(false)
  const groups = grouped(run.problems)
  const shown = all ? groups : groups.slice(0, shownAtFirst)
  return (
    <Stack gap="xs">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className={classes.frame} aria-label={words.check.problems} tabIndex={0}>
        <table className={classes.preview}>
          <thead>
            <tr>
              <th scope="col" className={classes.rowNumber}>
                {words.reading.row}
              </th>
              <th scope="col">{words.check.field}</th>
              <th scope="col">{words.check.value}</th>
              <th scope="col">{words.check.reason}</th>
              <th scope="col">{words.check.instead}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ problem, rows }) => (
              <tr key={keyOf(problem)}>
                <td className={classes.rowNumber}>{rowsText(rows)}</td>
                <td>{problem.field && ((object && fieldOf(object, problem.field)?.label) ?? problem.field)}</td>
                <td>
                  {problem.value ?? (
                    <Text span size="sm" c="dimmed">
                      {words.columns.empty}
                    </Text>
                  )}
                </td>
                <td style={{ whiteSpace: 'normal', minWidth: '14rem' }}>{say(problem)}</td>
                <td>
                  {isRepairable(problem, run) && (
                    <CellRepair
                      value={problem.value ?? ''}
                      repair={repairFor(repairs, placeOf(problem))}
                      onRepair={(instead) => onRepairs(withRepair(repairs, { ...placeOf(problem), instead }))}
                      onUndo={() => onRepairs(withoutRepair(repairs, placeOf(problem)))}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < groups.length && (
        <div>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAll(true)}>
            {words.check.showAll(groups.length)}
          </Button>
        </div>
      )}
    </Stack>
  )
}

/** A value of a column, which is not among the words that are answered above. */
function isRepairable({ field, value }: ImportProblem, { setup, notFound }: ImportRun): boolean {
  return (
    value !== null &&
    setup.mapping.some((one) => one.field === field && one.column !== null) &&
    !notFound.some((one) => one.field === field && one.value === value)
  )
}

function placeOf({ field, value }: ImportProblem): Pick<Repair, 'field' | 'value'> {
  return { field: field ?? '', value: value ?? '' }
}

function keyOf({ field, value, code }: ImportProblem): string {
  return JSON.stringify([field, value, code])
}

interface Grouped {
  readonly problem: ImportProblem
  readonly rows: readonly number[]
}

/** The same thing wrong in several rows is told once. */
function grouped(problems: readonly ImportProblem[]): readonly Grouped[] {
  const groups = new Map<string, { problem: ImportProblem; rows: number[] }>()
  for (const problem of problems) {
    const known = groups.get(keyOf(problem))
    if (known) known.rows.push(problem.row)
    else groups.set(keyOf(problem), { problem, rows: [problem.row] })
  }
  return [...groups.values()]
}

function rowsText(rows: readonly number[]): string {
  return rows.slice(0, 3).join(', ') + (rows.length > 3 ? ' …' : '')
}
