import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DuplicateCandidate, DuplicateCheck, DuplicateChecked } from '@tendero/model/api'
import { Callout } from '../design/callout.tsx'
import { transport } from '../kernel/transport.ts'
import { CandidateLine } from './candidate-line.tsx'
import { compared } from './compared.ts'
import { useDuplicateWords } from './words.ts'

const mostShown = 3
/** In milliseconds: nobody is asked about half a word. */
const pause = 350

/** Says quietly, while a form is filled in, which records may be the same one. */
export function PossibleDuplicates(check: DuplicateCheck) {
  return compared.includes(check.object) ? <Asked {...check} /> : null
}

function Asked(check: DuplicateCheck) {
  const words = useDuplicateWords()
  const [body] = useDebouncedValue(JSON.stringify(check), pause)
  const { data } = useQuery({
    queryKey: ['duplicates', 'check', body],
    queryFn: ({ signal }) =>
      transport.request<DuplicateChecked>('POST', '/duplicates/check', { body: JSON.parse(body), signal }),
    enabled: Object.keys(check.values).length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <>
      <Told candidates={data?.candidates ?? []} title={words.held.typing} tone="warning" />
      <Told candidates={data?.kindred ?? []} title={words.kindred[check.object === 'lead' ? 'contact' : 'lead']} />
    </>
  )
}

interface ToldProps {
  readonly candidates: readonly DuplicateCandidate[]
  readonly title: string
  readonly tone?: 'warning'
}

function Told({ candidates, title, tone }: ToldProps) {
  const told = candidates.slice(0, mostShown)
  if (told.length === 0) return null
  return (
    <Callout tone={tone} title={title}>
      <Stack gap={4}>
        {told.map((candidate) => (
          <CandidateLine key={candidate.id} candidate={candidate} size="xs" />
        ))}
        <Text span hidden aria-live="polite">
          {told.map((candidate) => candidate.title).join(', ')}
        </Text>
      </Stack>
    </Callout>
  )
}
