import { Table, Text, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ForecastCalibration } from '@tendero/model/api'
import { Failed, PageLoading } from '../design/page-states.tsx'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import { is } from '../reports/drill.ts'
import { DealsLink } from '../reports/drill-link.tsx'
import classes from './forecast.module.css'
import { calibrationsQuery } from './forecast-data.ts'
import { useForecastWords } from './words.ts'

/** How what each person says came out until now, kindly put. */
export function CalibrationView() {
  const words = useForecastWords()
  const { data, error, refetch } = useQuery(calibrationsQuery)
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading />
  if (data.all.wins.closed === 0) return <Text>{words.noPeople}</Text>
  const heads = [
    [words.brings, words.bringsMeaning],
    [words.slip, words.slipMeaning],
    [words.wins, words.winsMeaning],
    [words.trust, words.trustMeaning],
  ] as const
  return (
    <>
      <Text size="sm" c="dimmed" className={classes.lead}>
        {words.peopleLead}
      </Text>
      <ScrollingRegion className={classes.tableBox} aria-label={words.views.people}>
        <Table className={classes.table} verticalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.name.person}</Table.Th>
              {heads.map(([name, meaning]) => (
                <Table.Th key={name} data-end>
                  <Tooltip label={meaning} multiline w={240} events={{ hover: true, focus: true, touch: true }}>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its meaning is told on focus */}
                    <span tabIndex={0} className={classes.explained}>
                      {name}
                    </span>
                  </Tooltip>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Person one={data.all} everybody />
            {data.people.map((one) => (
              <Person key={one.id ?? 'none'} one={one} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
    </>
  )
}

/** From this far off one is told. */
const noticeable = 0.05

interface PersonProps {
  readonly one: ForecastCalibration
  readonly everybody?: boolean
}

function Person({ one, everybody }: PersonProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { user } = useSession()
  const percent = (value: number) => format.percent(Math.round(value * 100))
  const days = (value: number) => {
    const whole = Math.round(value)
    if (whole === 0) return words.onTime
    return whole > 0 ? words.later(format.number(whole)) : words.earlier(format.number(-whole))
  }
  const { amount, slip, wins, trust } = one
  const name = everybody ? words.all : (one.title ?? words.nobody.person)
  const told =
    amount.raw === null
      ? null
      : amount.times < 1 - noticeable
        ? words.optimist(percent(amount.times))
        : amount.times > 1 + noticeable
          ? words.cautious(percent(amount.times))
          : words.steady
  return (
    <Table.Tr data-total={everybody || undefined}>
      <Table.Th scope="row" className={classes.name}>
        {name}
        {one.id === user.id && !everybody ? ` (${words.ofYou})` : ''}
        {told && !everybody && <span className={classes.said}>{told}</span>}
      </Table.Th>
      <Table.Td data-end className="tendero-figures">
        {amount.raw === null ? words.unknown : percent(amount.times)}
        {amount.raw !== null && !everybody && <span className={classes.below}>{words.raw(percent(amount.raw))}</span>}
      </Table.Td>
      <Table.Td data-end className="tendero-figures">
        {slip.raw === null ? words.unknown : days(slip.days)}
        {slip.raw !== null && !everybody && <span className={classes.below}>{words.raw(days(slip.raw))}</span>}
        {slip.p80 !== null && (
          <span className={classes.below}>{words.within(format.number(Math.max(0, slip.p80)))}</span>
        )}
      </Table.Td>
      <Table.Td data-end className="tendero-figures">
        {percent(wins.rate)}
        <span className={classes.below}>
          {everybody ? (
            `${format.number(wins.won)} / ${format.number(wins.closed)}`
          ) : (
            <>
              <DealsLink parts={[is('owner', one.id), is('status', 'won')]} count={wins.won}>
                {format.number(wins.won)}
              </DealsLink>
              {' / '}
              <DealsLink
                parts={[is('owner', one.id), { field: 'status', op: 'any_of', value: ['won', 'lost'] }]}
                count={wins.closed}
              >
                {format.number(wins.closed)}
              </DealsLink>
            </>
          )}
        </span>
      </Table.Td>
      <Table.Td data-end className="tendero-figures">
        {everybody ? '' : percent(trust)}
      </Table.Td>
    </Table.Tr>
  )
}
