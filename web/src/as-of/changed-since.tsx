import { Loader, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { useFormat } from '../kernel/format.ts'
import { presentOf } from '../kernel/present.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { FieldChanges } from '../records/timeline/field-changes.tsx'
import { differences } from './differences.ts'
import { useAsOfWords } from './words.ts'

/** Beside a record as it was: what became of it since. */
export function ChangedSince({ object, record }: ExtensionProps) {
  const words = useAsOfWords()
  const format = useFormat()
  const present = useQuery({
    queryKey: ['present', object.name, record.id],
    queryFn: () => presentOf<AnyRecord>(object.collection, record.id),
    retry: false,
  })
  const gone = present.error instanceof ApiError && present.error.status === 404
  const change = present.data && differences(record, present.data)
  return (
    <Stack gap="sm" p="md">
      <Title order={2} size="h5">
        {words.since}
      </Title>
      {present.isPending && <Loader size="sm" />}
      {gone && <Text c="dimmed">{words.sinceGone}</Text>}
      {change && Object.keys(change.patch).length === 0 && <Text c="dimmed">{words.sinceNothing}</Text>}
      {change && Object.keys(change.patch).length > 0 && (
        <>
          <FieldChanges object={object} change={change} />
          <Text size="sm" c="dimmed">
            {words.now}: {format.instant(present.data.updatedAt)}
          </Text>
        </>
      )}
    </Stack>
  )
}
