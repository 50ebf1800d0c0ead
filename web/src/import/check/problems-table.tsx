import { Text } from '@mantine/core'
import type { ImportProblem, ImportRun } from '@tendero/model/api'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'
import { CellRepair } from './cell-repair.tsx'
import { FirstRows } from './first-rows.tsx'
import { useProblemWords } from './problem-words.ts'
import { type Repair, repairFor, withoutRepair, withRepair } from './repairs.ts'

interface ProblemsTableProps {
  readonly run: ImportRun
  /** Once everything is written there is nothing to repair. */
  readonly repairing?: Repairing
}

export interface Repairing {
  readonly repairs: readonly Repair[]
  readonly onRepairs: (repairs: readonly Repair[]) => void
}

/** The first bad rows: where, what stands there, what is wrong with it, and what to read instead. */
export function ProblemsTable({ run, repairing }: ProblemsTableProps) {
  const words = useImportWords()
  const object = useObject(run.setup.object)
  const say = useProblemWords()
  return (
    <FirstRows
      rows={grouped(run.problems)}
      heads={[
        words.check.field,
        words.check.value,
        words.check.reason,
        ...(repairing ? [words.check.instead] : []),
      ].map((head) => (
        <th key={head} scope="col">
          {head}
        </th>
      ))}
    >
      {({ problem, rows }) => (
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
          {repairing && <td>{isRepairable(problem, run) && <Instead problem={problem} {...repairing} />}</td>}
        </tr>
      )}
    </FirstRows>
  )
}

function Instead({ problem, repairs, onRepairs }: Repairing & { readonly problem: ImportProblem }) {
  return (
    <CellRepair
      value={problem.value ?? ''}
      repair={repairFor(repairs, placeOf(problem))}
      onRepair={(instead) => onRepairs(withRepair(repairs, { ...placeOf(problem), instead }))}
      onUndo={() => onRepairs(withoutRepair(repairs, placeOf(problem)))}
    />
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
