import { Table } from '@mantine/core'
import type { ReportKey, ReportRow } from '@tendero/model/api'
import { reportWord } from '@tendero/model/report-words'
import { AnchorLink } from '../../design/links.tsx'
import { ScrollingRegion } from '../../design/scrolling-region.tsx'
import { useLanguage } from '../../kernel/language.ts'
import { useObject } from '../../kernel/metadata.ts'
import type { Chosen } from '../drill.ts'
import { type ReportLabels, useReportLabels } from '../report-labels.ts'
import { useDrill } from '../use-drill.ts'
import { MeasureHead } from './measure-head.tsx'
import type { ShownProps } from './report-view.tsx'
import classes from './result.module.css'

/** The figures of a report as a table; each leads to its records. */
export function FigureTable({ definition, name, result }: ShownProps) {
  const object = useObject(definition.object)
  const labels = useReportLabels(object)
  const language = useLanguage()
  const { rows = [], across } = definition
  const columns = columnsOf({ across, result, labels, others: reportWord('others', language) })
  const total = reportWord('total', language)
  const { measures } = result
  const chosenIn = (row: ReportRow): readonly Chosen[] =>
    row.keys.flatMap((key, index) => {
      const group = rows[index]
      return group ? [{ group, key }] : []
    })
  const figures = (row: Pick<ReportRow, 'cells' | 'values'>, chosen: readonly Chosen[] | undefined) =>
    [
      ...columns.map(({ key, chosen: column }, index) => ({
        key,
        chosen: chosen && column ? [...chosen, ...column] : undefined,
        values: row.cells[index] ?? null,
      })),
      { key: 'whole', chosen, values: row.values },
    ].map(({ key, chosen, values }) =>
      measures.map((measure, index) => (
        <Table.Td key={`${key} ${measure.name}`} data-end className="tendero-figures">
          <Figure chosen={chosen} definition={definition} measure={measure.name}>
            {values ? labels.figure(measure.kind, values[index] ?? null) : ''}
          </Figure>
        </Table.Td>
      )),
    )
  return (
    <ScrollingRegion className={classes.tableBox} aria-label={name}>
      <Table className={classes.table} verticalSpacing={5} highlightOnHover>
        <Table.Thead>
          {across && (
            <Table.Tr>
              <Table.Th colSpan={rows.length}>
                <span className={classes.dimmed}>{labels.field(across.field)}</span>
              </Table.Th>
              {[...columns, { key: 'whole', label: total }].map(({ key, label }) => (
                <Table.Th key={key} colSpan={measures.length} scope="colgroup" data-end>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          )}
          <Table.Tr>
            {rows.map(({ field }) => (
              <Table.Th key={field}>{labels.field(field)}</Table.Th>
            ))}
            {[...columns.map(({ key }) => key), 'whole'].map((key) =>
              measures.map((measure) => (
                <Table.Th key={`${key} ${measure.name}`} data-end>
                  <MeasureHead definition={definition} name={measure.name} />
                </Table.Th>
              )),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {result.rows.map((row) => (
            <Table.Tr key={rowKey(row)} data-level={row.level}>
              {headsOf(row, rows.length, (key, index) => labels.key(rows[index] ?? { field: '' }, key)).map(
                ({ key, text }) => (
                  <Table.Td key={key}>
                    {row.level === 'others' && key === 0 ? othersText(language, row) : text}
                  </Table.Td>
                ),
              )}
              {figures(row, row.level === 'others' ? undefined : chosenIn(row))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={rows.length}>{total}</Table.Th>
            {figures(result.total, [])}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </ScrollingRegion>
  )
}

interface Across {
  readonly across: ShownProps['definition']['across']
  readonly result: ShownProps['result']
  readonly labels: ReportLabels
  readonly others: string
}

interface Column {
  readonly key: string
  readonly label: string
  /** What its records have in common; undefined for the others, which lead nowhere. */
  readonly chosen?: readonly Chosen[]
}

function columnsOf({ across, result, labels, others }: Across): readonly Column[] {
  if (!across) return []
  const shown = result.across.map((key) => ({
    key: String(key.value),
    label: labels.key(across, key),
    chosen: [{ group: across, key }],
  }))
  return result.othersAcross > 0 ? [...shown, { key: 'others', label: `${others} (${result.othersAcross})` }] : shown
}

function rowKey({ level, keys }: ReportRow): string {
  return JSON.stringify([level, ...keys.map(({ value }) => value)])
}

function othersText(language: ReturnType<typeof useLanguage>, { groups = 0 }: ReportRow): string {
  return `${reportWord('others', language)} (${groups})`
}

/** A row within an outer group does not say that again. */
function headsOf(row: ReportRow, width: number, text: (key: ReportKey, index: number) => string) {
  return Array.from({ length: width }, (_, index) => {
    const key = row.keys[index]
    const said = row.level === 'group' && width > 1 && index === 0
    return { key: index, text: key && !said ? text(key, index) : '' }
  })
}

interface FigureProps {
  readonly chosen: readonly Chosen[] | undefined
  readonly definition: ShownProps['definition']
  readonly measure: string
  readonly children: string
}

/** A figure that leads to the records behind it. */
function Figure({ chosen, definition, measure, children }: FigureProps) {
  const drill = useDrill(definition)
  const link = chosen && children !== '' ? drill(chosen, measure) : undefined
  if (!link) return children
  return (
    <AnchorLink {...link} className={classes.drill} inherit underline="hover">
      {children}
    </AnchorLink>
  )
}
