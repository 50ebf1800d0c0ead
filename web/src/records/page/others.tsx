import { Avatar, Tooltip, VisuallyHidden } from '@mantine/core'
import { useEffect } from 'react'
import { present, view } from '../../kernel/live/live.ts'
import { useRecordWords } from '../words.ts'

interface OthersProps {
  readonly object: string
  readonly record: string
}

const mostShown = 3

/** Who else looks at this record just now. */
export function Others({ object, record }: OthersProps) {
  const { record: words } = useRecordWords()
  const known = present.use()
  useEffect(() => view(object, record), [object, record])
  const people = known?.record === record ? known.people : []
  if (people.length === 0) return null
  const said = words.alsoHere(people.map(({ name }) => name).join(', '))
  return (
    <Tooltip label={said}>
      <Avatar.Group spacing="xs" role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
        {people.slice(0, mostShown).map(({ id, name }) => (
          <Avatar key={id} name={name} variant="filled" size={28} aria-hidden />
        ))}
        {people.length > mostShown && (
          <Avatar size={28} aria-hidden>
            +{people.length - mostShown}
          </Avatar>
        )}
      </Avatar.Group>
    </Tooltip>
  )
}
