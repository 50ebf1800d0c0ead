import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { DuplicateRuleChange } from '@tendero/model/api'
import { useState } from 'react'
import { CandidateLine } from '../../duplicates/candidate-line.tsx'
import { useDuplicateWords } from '../../duplicates/words.ts'
import { RecordPicker } from './record-picker.tsx'
import { trialQuery } from './rules-data.ts'

const pause = 300

/** What the rules, as they would be, say of real records before they are saved. */
export function Trial({ object, change }: { readonly object: string; readonly change: DuplicateRuleChange }) {
  const { rules: text } = useDuplicateWords()
  const [record, setRecord] = useState<string | null>(null)
  const [other, setOther] = useState<string | null>(null)
  const [asked] = useDebouncedValue(JSON.stringify(change), pause)
  const { data } = useQuery(
    trialQuery(object, { change: JSON.parse(asked), record: record ?? '', ...(other ? { other } : {}) }),
  )
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <RecordPicker object={object} label={text.tryOn} value={record} onChange={setRecord} />
        <RecordPicker object={object} label={text.tryWith} value={other} onChange={setOther} />
      </SimpleGrid>
      {data && (
        <Stack gap={4} aria-live="polite">
          {data.candidates.length === 0 && (
            <Text size="sm" c="dimmed">
              {text.nobody}
            </Text>
          )}
          {data.candidates.map((candidate) => (
            <CandidateLine key={candidate.id} candidate={candidate} />
          ))}
          <Text size="xs" c="dimmed">
            {text.openPairs(data.openPairs.now, data.openPairs.changed)}
          </Text>
        </Stack>
      )}
    </Stack>
  )
}
