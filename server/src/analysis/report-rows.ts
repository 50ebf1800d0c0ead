import type { ReportKey, ReportResult, ReportRow } from '@tendero/model'
import type { ReportLine } from './report-statement.ts'

/** How the lines of a report are read. */
export interface ReportShape {
  readonly rowGroups: number
  readonly hasAcross: boolean
  readonly mostRows: number
  readonly mostAcross: number
  /** The value of a group, by its place among those down and across. */
  keyOf(place: number, line: ReportLine): ReportKey
}

type Table = Pick<ReportResult, 'across' | 'othersAcross' | 'rows' | 'total'>

/** The lines of one row: by each value across, and of the whole row. */
type RowLines = readonly ReportLine[]

/** The lines of a report's statement as rows: outer groups before theirs, the others last. */
export function reportRows(lines: readonly ReportLine[], shape: ReportShape): Table {
  const { rowGroups, hasAcross, mostAcross, keyOf } = shape
  const total = lines.filter(({ row, outer }) => row === null && outer === null)
  const across = hasAcross ? total.filter(({ column }) => column !== null) : []
  return {
    across: across.filter(({ column }) => (column ?? 0) <= mostAcross).map((line) => keyOf(rowGroups, line)),
    othersAcross: Math.max(0, (wholeOf(total)?.lastColumn ?? 0) - mostAcross),
    rows: groupRows(lines, shape, across.length, wholeOf(total)?.lastRow ?? 0),
    total: figuresOf(total, across.length),
  }
}

function groupRows(lines: readonly ReportLine[], shape: ReportShape, width: number, lastRow: number): ReportRow[] {
  const { rowGroups, mostRows, keyOf } = shape
  const subtotals = gathered(lines, ({ outer, keys }) => (outer === null ? undefined : outerKey(keys)))
  const given = new Set<string>()
  return [...gathered(lines, ({ row }) => row ?? undefined)].flatMap(([row, of]): ReportRow[] => {
    const [line] = of
    if (!line) return []
    const figures = figuresOf(of, width)
    if (row > mostRows) return [{ level: 'others', keys: [], groups: lastRow - mostRows, ...figures }]
    const keys = Array.from({ length: rowGroups }, (_, place) => keyOf(place, line))
    const group: ReportRow = { level: 'group', keys, ...figures }
    const outer = subtotals.get(outerKey(line.keys))
    if (!outer || given.has(outerKey(line.keys))) return [group]
    given.add(outerKey(line.keys))
    return [{ level: 'subtotal', keys: keys.slice(0, 1), ...figuresOf(outer, width) }, group]
  })
}

function outerKey([outer]: ReportLine['keys']): string {
  return JSON.stringify(outer ?? null)
}

function gathered<K>(lines: readonly ReportLine[], by: (line: ReportLine) => K | undefined): Map<K, RowLines> {
  const found = new Map<K, ReportLine[]>()
  for (const line of lines) {
    const key = by(line)
    if (key === undefined) continue
    const known = found.get(key)
    if (known) known.push(line)
    else found.set(key, [line])
  }
  return found
}

function wholeOf(lines: RowLines): ReportLine | undefined {
  return lines.find(({ column }) => column === null)
}

function figuresOf(lines: RowLines, width: number): Pick<ReportRow, 'cells' | 'values'> {
  const byColumn = new Map(lines.map(({ column, values }) => [column, values]))
  return {
    cells: Array.from({ length: width }, (_, index) => byColumn.get(index + 1) ?? null),
    values: wholeOf(lines)?.values ?? [],
  }
}
