import { Progress, Table } from '@mantine/core'
import type { ForecastRollUp, RollUpRow } from '@tendero/model/api'
import { adjustedCategories, rollUpCategories } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { DealsLink } from '../reports/drill-link.tsx'
import { countedIn, headingOf, type Totals } from './counted-in.ts'
import { dealsIn } from './deals-behind.ts'
import { FigureCell } from './figure-cell.tsx'
import classes from './forecast.module.css'
import { QuotaCell } from './quota-cell.tsx'
import { SubmissionCell } from './submission-cell.tsx'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface RollUpTableProps {
  readonly label: string
  /** Of the first column. */
  readonly name: string
  readonly rollUp: ForecastRollUp
  /** Each after the one that it is part of. */
  readonly rows: readonly RollUpRow[]
  readonly total?: Totals
  titleOf(row: RollUpRow): string
  /** Which deals count for a row. */
  dealsOf(row: RollUpRow): readonly Filter[]
  readonly cumulative: boolean
  /** The past day that it is of; nothing is said of it any more. */
  readonly asOf: string | undefined
  readonly submissions?: boolean
}

/** Categories along a tree, beside quotas; every figure leads to its deals, or is opened by who may say otherwise. */
export function RollUpTable(props: RollUpTableProps) {
  const { label, name, rollUp, rows, total, titleOf, dealsOf, cumulative, asOf, submissions = false } = props
  const words = useForecastWords()
  const quotas = useCatalogue().object('quota')
  const { money } = useForecastFigures(rollUp.currency)
  const now = asOf === undefined
  const sets = now && quotas !== undefined && quotas.can.create !== 'none'
  const counting = { rollUp, cumulative, asOf }
  return (
    <ScrollingRegion className={classes.tableBox} aria-label={label}>
      <Table className={classes.table} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.name}>{name}</Table.Th>
            <Table.Th data-end>{words.quota}</Table.Th>
            {rollUpCategories.map((category) => (
              <Table.Th key={category} data-end>
                {headingOf(words, category, cumulative)}
              </Table.Th>
            ))}
            <Table.Th data-end>{words.quotaCoverage}</Table.Th>
            {submissions && <Table.Th data-end>{words.submission}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr
              key={`${row.kind} ${row.id ?? `none ${row.parent}`}`}
              data-team={row.kind === 'team' || undefined}
            >
              <Table.Th scope="row" className={classes.name}>
                <span style={{ display: 'block', paddingInlineStart: `${row.depth}rem` }}>{titleOf(row)}</span>
              </Table.Th>
              <Table.Td data-end className="tendero-figures">
                <QuotaCell rollUp={rollUp} row={row} may={sets && row.judges !== null} />
              </Table.Td>
              <Closed {...counting} totals={row} deals={dealsOf(row)} />
              {adjustedCategories.map((category) => (
                <Table.Td key={category} data-end className="tendero-figures">
                  <FigureCell
                    {...counting}
                    row={row}
                    category={category}
                    deals={dealsOf(row)}
                    may={now && row.judges !== null}
                  />
                </Table.Td>
              ))}
              <Coverage totals={row} />
              {submissions && (
                <Table.Td data-end className="tendero-figures">
                  <SubmissionCell rollUp={rollUp} row={row} may={now && row.judges !== null} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
          {total && (
            <Table.Tr data-total>
              <Table.Th scope="row" className={classes.name}>
                {words.everything}
              </Table.Th>
              <Table.Td data-end className="tendero-figures">
                {total.quota ? money(total.quota.amount) : '–'}
              </Table.Td>
              <Closed {...counting} totals={total} deals={[]} />
              {adjustedCategories.map((category) => {
                const { amount, count } = countedIn(total, category, cumulative)
                return (
                  <Table.Td key={category} data-end className="tendero-figures">
                    <DealsLink parts={dealsIn(rollUp.period, category, cumulative)} count={count} asOf={asOf}>
                      {money(amount)}
                    </DealsLink>
                  </Table.Td>
                )
              })}
              <Coverage totals={total} />
              {submissions && <Table.Td />}
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </ScrollingRegion>
  )
}

interface ClosedProps {
  readonly rollUp: ForecastRollUp
  readonly totals: Totals
  /** Whose they are. */
  readonly deals: readonly Filter[]
  readonly asOf: string | undefined
}

/** What is won, and how much of the quota that is. */
function Closed({ rollUp, totals, deals, asOf }: ClosedProps) {
  const words = useForecastWords()
  const { money, share } = useForecastFigures(rollUp.currency)
  const { figures, attainment } = totals
  return (
    <Table.Td data-end className="tendero-figures">
      <DealsLink
        parts={[...deals, ...dealsIn(rollUp.period, 'closed', false)]}
        count={figures.closed.count}
        asOf={asOf}
      >
        {money(figures.closed.amount)}
      </DealsLink>
      {attainment !== null && (
        <>
          <span className={classes.below}>{words.attained(share(attainment))}</span>
          <Progress size={4} mt={2} value={Math.min(100, attainment * 100)} aria-hidden />
        </>
      )}
    </Table.Td>
  )
}

function Coverage({ totals: { coverage, attainment } }: { readonly totals: Totals }) {
  const words = useForecastWords()
  const format = useFormat()
  return (
    <Table.Td data-end className="tendero-figures">
      {coverage === null ? (attainment === null ? '–' : words.reached) : words.times(format.number(coverage, 1))}
    </Table.Td>
  )
}
