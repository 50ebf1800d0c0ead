import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { SectionFrame } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { RuleCard } from './rule-card.tsx'
import { rulesQuery } from './rules-data.ts'

/** How likely duplicates are told, object by object; tried on real records before it is saved. */
export function DuplicatesSection() {
  const { title, lead } = useSettingsWords().sections.duplicates
  const { data, error, refetch } = useQuery(rulesQuery)
  return (
    <SectionFrame title={title} lead={lead}>
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Stack gap="lg">
          {data.items.map((rule) => (
            <RuleCard key={rule.object} rule={rule} />
          ))}
        </Stack>
      ) : (
        <PageLoading />
      )}
    </SectionFrame>
  )
}
