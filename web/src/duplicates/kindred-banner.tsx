import { Button, Group, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DuplicateChecked } from '@tendero/model/api'
import { Callout } from '../design/callout.tsx'
import { useReaches } from '../kernel/reach.ts'
import { transport } from '../kernel/transport.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { asked } from '../sales/conversion/ask-conversion.ts'
import { CandidateLine } from './candidate-line.tsx'
import classes from './duplicates.module.css'
import { useDuplicateWords } from './words.ts'

/** What tells who somebody is. */
const telling = ['firstName', 'lastName', 'email', 'phone', 'address', 'birthday', 'taxId']
const mostShown = 2

/** Says on the page of a lead which contact is likely the same person, and on that of a contact which open lead is. */
export function KindredBanner({ object, record }: ExtensionProps) {
  const { kindred: text } = useDuplicateWords()
  const reaches = useReaches()
  const values = Object.fromEntries(telling.flatMap((name) => (record[name] ? [[name, record[name]]] : [])))
  const isOver = record.status === 'converted'
  const body = JSON.stringify({ object: object.name, id: record.id, values })
  const { data } = useQuery({
    queryKey: ['duplicates', 'check', body],
    queryFn: ({ signal }) =>
      transport.request<DuplicateChecked>('POST', '/duplicates/check', { body: JSON.parse(body), signal }),
    enabled: !isOver,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const kindred = isOver ? [] : (data?.kindred.slice(0, mostShown) ?? [])
  if (kindred.length === 0) return null
  const isLead = object.name === 'lead'
  return (
    <div className={classes.kindred}>
      <Callout title={text[isLead ? 'contact' : 'lead']}>
        <Group justify="space-between" gap="sm">
          <Stack gap={4}>
            {kindred.map((candidate) => (
              <CandidateLine key={candidate.id} candidate={candidate} />
            ))}
          </Stack>
          {isLead && reaches(object.can.edit, record) && (
            <Button size="compact-sm" variant="default" onClick={() => asked.set({ lead: record, object })}>
              {text.convert}
            </Button>
          )}
        </Group>
      </Callout>
    </div>
  )
}
