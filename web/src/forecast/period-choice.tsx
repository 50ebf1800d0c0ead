import { ActionIcon, Group, SegmentedControl, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type FiscalPeriod, fiscalPeriod, fiscalPeriodKinds, fiscalPeriodName } from '@tendero/model/fiscal-period'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import type { ForecastSearch } from './forecast-data.ts'
import { useForecastWords } from './words.ts'

/** The fiscal period that the address of the page names; this quarter unless it names one. */
export function useChosenPeriod({ period = 'quarter', startsOn }: ForecastSearch): FiscalPeriod {
  const { workspace } = useSession()
  const format = useFormat()
  return fiscalPeriod(period, startsOn ?? format.today(), workspace.fiscalYearStart)
}

/** 'October 2017', 'Q4 2017 (Oct – Dec)', as people call a period. */
export function usePeriodName(): (period: FiscalPeriod) => string {
  const { workspace } = useSession()
  const format = useFormat()
  const words = useForecastWords()
  return (period) => {
    if (period.kind === 'month') return format.month(period.startsOn)
    const name = fiscalPeriodName(period, workspace.fiscalYearStart)
    const [year = '', quarter] = name.split('-Q')
    return quarter === undefined ? words.fiscalYear(year) : words.fiscalQuarter(quarter, year)
  }
}

interface PeriodChoiceProps {
  readonly period: FiscalPeriod
  onChange(search: ForecastSearch): void
}

/** Month, quarter or year of the fiscal calendar, and the one before or after. */
export function PeriodChoice({ period, onChange }: PeriodChoiceProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { workspace } = useSession()
  const nameOf = usePeriodName()
  const go = (by: number) =>
    onChange({
      period: period.kind,
      startsOn: fiscalPeriod(period.kind, period.startsOn, workspace.fiscalYearStart, by).startsOn,
    })
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label={words.period}
        value={period.kind}
        data={fiscalPeriodKinds.map((kind) => ({ value: kind, label: words.periods[kind] }))}
        onChange={(chosen) => {
          const kind = fiscalPeriodKinds.find((one) => one === chosen) ?? 'quarter'
          const within = format.today()
          const day = within >= period.startsOn && within <= period.endsOn ? within : period.startsOn
          onChange({ period: kind, startsOn: fiscalPeriod(kind, day, workspace.fiscalYearStart).startsOn })
        }}
      />
      <Group gap={4} wrap="nowrap">
        <ActionIcon variant="default" size={34} aria-label={words.before} onClick={() => go(-1)}>
          <IconChevronLeft size={16} stroke={1.6} />
        </ActionIcon>
        <Text fw={600} miw="8.5rem" ta="center" aria-live="polite">
          {nameOf(period)}
        </Text>
        <ActionIcon variant="default" size={34} aria-label={words.after} onClick={() => go(1)}>
          <IconChevronRight size={16} stroke={1.6} />
        </ActionIcon>
      </Group>
    </Group>
  )
}
