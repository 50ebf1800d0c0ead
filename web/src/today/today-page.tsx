import { Container, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { TodayItem, TodayReason } from '@tendero/model/api'
import { useState } from 'react'
import { Failed } from '../design/page-states.tsx'
import { useWords } from '../kernel/language.ts'
import { KeyLegend } from './key-legend.tsx'
import { keyOf, reasons, todayQuery } from './today-data.ts'
import { TodayEmpty } from './today-empty.tsx'
import { TodayGroup } from './today-group.tsx'
import { TodayHeader } from './today-header.tsx'
import { TodayRow } from './today-row.tsx'
import { useScope } from './use-scope.ts'
import { useTodayKeys } from './use-today-keys.ts'
import { useWorklist } from './use-worklist.ts'

/** What to do now, the most urgent first, each with its reason; done in two taps. */
export function TodayPage() {
  const { scope } = useScope()
  const { data, error, refetch } = useQuery(todayQuery(scope))
  const [only, setOnly] = useState<TodayReason | null>(null)
  const items = inOrder(data?.items ?? [], only)
  const list = useWorklist(items)
  useTodayKeys(list)

  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <TodayLoading />
  const counts = countsWithout(data.counts, data.items, list.isSaving)
  const total = reasons.reduce((sum, reason) => sum + counts[reason], 0)

  return (
    <Container size={960} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <TodayHeader counts={counts} total={total} only={only} onOnly={setOnly} />
        {total === 0 && <TodayEmpty scope={scope} />}
        {reasons.map((reason) => (
          <TodayGroup
            key={reason}
            reason={reason}
            scope={scope}
            items={items.filter((item) => item.reason === reason)}
            count={only === null || only === reason ? counts[reason] : 0}
          >
            {(item) => {
              const key = keyOf(item)
              return (
                <TodayRow
                  key={key}
                  item={item}
                  active={list.active === key}
                  focused={list.focused === key}
                  entry={list.entryOf(key)}
                  saving={list.isSaving(key)}
                  onActivate={() => list.activate(key)}
                  onEntry={(entry) => list.enter(item, entry)}
                  onSave={(send, done) => list.save(item, send, done)}
                />
              )
            }}
          </TodayGroup>
        ))}
        {total > 0 && <KeyLegend />}
      </Stack>
    </Container>
  )
}

function inOrder(items: readonly TodayItem[], only: TodayReason | null): readonly TodayItem[] {
  return reasons
    .filter((reason) => only === null || reason === only)
    .flatMap((reason) => items.filter((item) => item.reason === reason))
}

/** The counts as they will be once what is being saved is saved. */
function countsWithout(
  counts: Readonly<Record<TodayReason, number>>,
  items: readonly TodayItem[],
  isSaving: (key: string) => boolean,
): Readonly<Record<TodayReason, number>> {
  const left = { ...counts }
  for (const item of items) if (isSaving(keyOf(item))) left[item.reason] = Math.max(0, left[item.reason] - 1)
  return left
}

function TodayLoading() {
  const words = useWords()
  return (
    <Container
      size={960}
      w="100%"
      px={{ base: 'md', sm: 'xl' }}
      py="xl"
      role="status"
      aria-label={words.common.loading}
    >
      <Skeleton h={30} w={260} mb="xl" />
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} h={52} mb="xs" />
      ))}
    </Container>
  )
}
