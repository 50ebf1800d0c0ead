import { NativeSelect } from '@mantine/core'
import type { MetadataField } from '@tendero/model/api'
import { kindOf } from '../fields/index.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import { usePipelines } from '../sales/stages.ts'
import { type Team, useOwnersWithDeals, useTeamsWithDeals } from './report-data.ts'
import { periods, type ReportSearch, usualPeriod } from './report-query.ts'
import classes from './reports.module.css'
import { useReportWords } from './words.ts'

interface ReportFiltersProps {
  readonly search: ReportSearch
  readonly teams: readonly Team[]
  /** Whether the reader sees a field of opportunities. */
  sees(field: string): boolean
  readonly onChange: (change: ReportSearch) => void
}

/** Which deals the report is of. */
export function ReportFilters({ search, teams, sees, onChange }: ReportFiltersProps) {
  const words = useReportWords()
  const { common } = useWords()
  const pipelines = usePipelines()
  const teamsWithDeals = useTeamsWithDeals(teams, sees('team'))
  const owners = useOwnersWithDeals(sees('owner'))
  const opportunity = useObject('opportunity')
  const day = opportunity && fieldOf(opportunity, 'closedOn')
  const period = search.period ?? usualPeriod
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset takes no part in the row that this stands in
    <div role="group" className={classes.filters} aria-label={words.filters}>
      <NativeSelect
        aria-label={words.period}
        value={period}
        data={periods.map((one) => ({ value: one, label: words.periods[one] }))}
        onChange={(event) => {
          const chosen = periods.find((one) => one === event.currentTarget.value)
          onChange({ period: chosen === usualPeriod ? undefined : chosen, from: undefined, to: undefined })
        }}
      />
      {period === 'between' && day && (
        <>
          <Day field={day} label={words.from} value={search.from} onChange={(from) => onChange({ from })} />
          <Day field={day} label={words.to} value={search.to} onChange={(to) => onChange({ to })} />
        </>
      )}
      {pipelines.length > 1 && (
        <NativeSelect
          aria-label={words.pipeline}
          value={search.pipeline ?? ''}
          data={[
            { value: '', label: words.allPipelines },
            ...pipelines.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => onChange({ pipeline: event.currentTarget.value || undefined })}
        />
      )}
      {(teamsWithDeals.length > 0 || search.team) && (
        <NativeSelect
          aria-label={words.team}
          value={search.team ?? ''}
          data={[
            { value: '', label: words.allTeams },
            ...teams
              .filter((team) => team.id === search.team || teamsWithDeals.includes(team))
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => onChange({ team: event.currentTarget.value || undefined })}
        />
      )}
      {sees('owner') && (
        <NativeSelect
          aria-label={words.owner}
          value={search.owner ?? ''}
          data={[
            { value: '', label: words.everybody },
            { value: 'me', label: common.me },
            ...owners.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => onChange({ owner: event.currentTarget.value || undefined })}
        />
      )}
    </div>
  )
}

interface DayProps {
  readonly field: MetadataField
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (day: string | undefined) => void
}

function Day({ field, label, value, onChange }: DayProps) {
  const { Input } = kindOf({ kind: 'date' })
  return (
    <Input
      field={{ ...field, label }}
      value={value ?? null}
      onChange={(day) => onChange(typeof day === 'string' ? day : undefined)}
    />
  )
}
