import { Anchor, Text } from '@mantine/core'
import type { DuplicateCandidate } from '@tendero/model/api'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { reasonWords } from './reason-words.ts'
import { useDuplicateWords } from './words.ts'

interface CandidateLineProps {
  readonly candidate: DuplicateCandidate
  readonly size?: 'xs' | 'sm'
}

/** A record that may be the same one, how likely, and why; a link to it in a tab of its own, so that no form is lost. */
export function CandidateLine({ candidate, size = 'sm' }: CandidateLineProps) {
  const { reasons, score } = useDuplicateWords()
  const format = useFormat()
  const { workspace } = useSession()
  const object = useCatalogue().object(candidate.object)
  const why = reasonWords(candidate.reasons, reasons, (part) => format.percent(Math.round(part * 100)))
  return (
    <Text size={size} style={{ overflowWrap: 'anywhere' }}>
      <Anchor
        href={`/w/${workspace.slug}/${object?.collection ?? ''}/${candidate.id}`}
        target="_blank"
        rel="noopener"
        fw={550}
        inherit
      >
        {candidate.title}
      </Anchor>
      {' · '}
      <Text span inherit c="dimmed">
        {score(format.percent(candidate.score))}
        {why && ` (${why})`}
      </Text>
    </Text>
  )
}
