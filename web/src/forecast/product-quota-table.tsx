import { Table, Title } from '@mantine/core'
import type { ForecastRollUp } from '@tendero/model/api'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useFormat } from '../kernel/format.ts'
import classes from './forecast.module.css'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

/** Quotas for one product. */
export function ProductQuotaTable({ rollUp }: { readonly rollUp: ForecastRollUp }) {
  const words = useForecastWords()
  const format = useFormat()
  const { money, share } = useForecastFigures(rollUp.currency)
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {words.productQuotas}
      </Title>
      <ScrollingRegion className={classes.tableBox} aria-label={words.productQuotas}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.name.product}</Table.Th>
              <Table.Th>{words.teamOrPerson}</Table.Th>
              {[words.quota, words.categories.closed, words.deals, words.quotaCoverage].map((label) => (
                <Table.Th key={label} data-end>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rollUp.products.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{one.productTitle ?? words.nobody.product}</Table.Td>
                <Table.Td>{one.subjectTitle ?? words.everything}</Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {money(one.amount)}
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {money(one.closed)}
                  {one.attainment !== null && (
                    <span className={classes.below}>{words.attained(share(one.attainment))}</span>
                  )}
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {money(one.open)}
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {one.coverage === null ? words.reached : words.times(format.number(one.coverage, 1))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
    </div>
  )
}
