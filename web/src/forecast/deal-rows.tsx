import { Button, Loader, Table, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Forecast, ForecastDeal, ForecastRow } from '@tendero/model/api'
import { AnchorLink } from '../design/links.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import classes from './forecast.module.css'
import { type Breakdown, dealsQuery } from './forecast-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface DealRowsProps {
  readonly forecast: Forecast
  readonly row: ForecastRow
  readonly by: Breakdown
}

/** What the figures of a row are made of: what was won already, its open deals with their reasons, and what is yet to come. */
export function DealRows({ forecast, row, by }: DealRowsProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { money } = useForecastFigures(forecast.currency)
  const found = useInfiniteQuery(dealsQuery(forecast.months.length, by, row.id))
  const deals = found.data?.pages.flatMap((page) => page.deals) ?? []
  const total = found.data?.pages[0]?.total ?? 0
  const wide = forecast.months.length + 3
  return (
    <>
      {(['won', 'fresh'] as const)
        .filter((part) => row.whole[part] >= 0.5)
        .map((part) => (
          <Table.Tr key={part} className={classes.deal}>
            <Table.Th scope="row" className={classes.name}>
              <span className={classes.inner}>{words.parts[part]}</span>
            </Table.Th>
            <Table.Td className={classes.count} />
            {[...row.months, row.whole].map((figure, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: months stand in their order
              <Table.Td key={place} data-end className="tendero-figures">
                {money(figure[part])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      {deals.map((deal) => (
        <DealRow
          key={deal.id}
          deal={deal}
          by={by}
          currency={forecast.currency}
          until={forecast.months.at(-1) ?? forecast.asOf}
        />
      ))}
      <Table.Tr className={classes.deal}>
        <Table.Td colSpan={wide}>
          <span className={classes.inner}>
            {found.isPending && <Loader size="sm" />}
            {found.data && total === 0 && (
              <Text size="sm" c="dimmed">
                {words.noDeals}
              </Text>
            )}
            {found.hasNextPage && (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {words.moreDeals(format.number(total))}
              </Button>
            )}
          </span>
        </Table.Td>
      </Table.Tr>
    </>
  )
}

interface DealRowProps {
  readonly deal: ForecastDeal
  readonly by: Breakdown
  readonly currency: string
  /** The last month. */
  readonly until: string
}

function DealRow({ deal, by, currency, until }: DealRowProps) {
  const { workspace } = useSession()
  const { money } = useForecastFigures(currency)
  const sum = deal.counts.reduce((all, count) => all + count, 0)
  return (
    <Table.Tr className={classes.deal}>
      <Table.Th scope="row" className={classes.name}>
        <span className={classes.inner}>
          <AnchorLink
            to="/w/$slug/$collection/$id"
            params={{ slug: workspace.slug, collection: 'opportunities', id: deal.id }}
            size="sm"
          >
            {deal.title ?? '–'}
          </AnchorLink>
          <DealReasons deal={deal} by={by} currency={currency} until={until} />
        </span>
      </Table.Th>
      <Table.Td className={classes.count} />
      {[...deal.counts, sum].map((count, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: months stand in their order
        <Table.Td key={place} data-end className="tendero-figures">
          {money(count)}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

/** How many reasons are told. */
const most = 3

/** Why a deal counts what it counts, in a line: its chance, its amount and where that is from, what raises and lowers the chance. */
function DealReasons({ deal, by, currency, until }: DealRowProps) {
  const words = useForecastWords()
  const { money, share, signed, signedShare } = useForecastFigures(currency)
  const format = useFormat()
  const chance = deal.chances.reduce((sum, one) => sum + one, 0)
  const before = deal.amount / deal.bias
  const changed = Math.abs(deal.bias - 1) >= 0.02
  const told = [
    words.chance(share(chance), format.month(until)),
    `${money(before)} ${words.amountFrom[deal.amountFrom]}`,
    ...(changed ? [words.bias(signedShare(deal.bias - 1))] : []),
    ...deal.reasons
      .filter(({ kind }) => kind !== by || by === 'product')
      .slice(0, most)
      .map(({ kind, effect }) => `${words.reasons[kind]} ${words.effect(signed(effect * 100))}`),
  ]
  return <span className={classes.reasons}>{told.join(' · ')}</span>
}
