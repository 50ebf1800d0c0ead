import { useQuery } from '@tanstack/react-query'
import type { AnyRecord } from '@tendero/model/api'
import { dayIn, daysBetween } from '@tendero/model/calendar'
import { recordsOf } from '../kernel/api.ts'
import { useFormat } from '../kernel/format.ts'
import { keys } from '../kernel/queries.ts'

/** One stay of a deal in a stage. */
export interface Stay {
  readonly stage: string
  readonly enteredAt: string
  /** Null while it lasts. */
  readonly leftAt: string | null
}

export interface StageTimes {
  /** Days spent in a stage, all stays together; undefined when the deal never was there. */
  daysIn(stage: string): number | undefined
  /** Of some stages the one that was entered last. */
  lastOf(stages: readonly string[]): string | undefined
}

/** What a deal's stays tell. Days are counted as people do: from Monday to Wednesday are two. */
export function stageTimes(stays: readonly Stay[], timeZone: string, now: Date): StageTimes {
  const days = ({ enteredAt, leftAt }: Stay): number =>
    daysBetween(dayIn(timeZone, new Date(enteredAt)), dayIn(timeZone, leftAt ? new Date(leftAt) : now))
  return {
    daysIn(stage) {
      const there = stays.filter((stay) => stay.stage === stage)
      return there.length > 0 ? there.reduce((sum, stay) => sum + days(stay), 0) : undefined
    },
    lastOf: (stages) =>
      stays
        .filter(({ stage }) => stages.includes(stage))
        .toSorted((a, b) => a.enteredAt.localeCompare(b.enteredAt))
        .at(-1)?.stage,
  }
}

function stayOf({ stage, enteredAt, leftAt }: AnyRecord): Stay {
  return { stage: String(stage), enteredAt: String(enteredAt), leftAt: typeof leftAt === 'string' ? leftAt : null }
}

/** How long a deal was in which stage; until that is loaded, what the deal itself knows. */
export function useStageTimes(record: AnyRecord): StageTimes {
  const { timeZone } = useFormat()
  const query = {
    filter: { field: 'opportunity', op: 'is', value: record.id },
    sort: ['enteredAt'],
    fields: ['stage', 'enteredAt', 'leftAt'],
    limit: 200,
  }
  const { data } = useQuery({
    queryKey: [...keys.related('stage_entry', query), record.stage],
    queryFn: () => recordsOf('stage-entries').list(query),
    placeholderData: (previous) => previous,
  })
  const stays = data?.items.map(stayOf) ?? []
  const here =
    typeof record.stageEnteredAt === 'string'
      ? [{ stage: String(record.stage), enteredAt: record.stageEnteredAt, leftAt: null }]
      : []
  const known = stays.some(({ stage, leftAt }) => stage === record.stage && leftAt === null)
    ? stays
    : [...stays, ...here]
  return stageTimes(known, timeZone, new Date())
}
