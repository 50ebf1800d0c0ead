import { IconSunHigh } from '@tabler/icons-react'
import { ButtonLink } from '../design/links.tsx'
import { Message } from '../design/page-states.tsx'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { usePace } from './pace.ts'
import { useTodayWords } from './words.ts'

/** Nothing left: that is worth a word of praise. */
export function TodayEmpty() {
  const words = useTodayWords()
  const format = useFormat()
  const { workspace } = useSession()
  const { entries } = usePace(format.today())
  const filter = useCatalogue()
    .object('opportunity')
    ?.filters.find(({ name }) => name === 'mine')?.filter
  return (
    <Message
      title={words.emptyTitle}
      picture={<IconSunHigh size={56} stroke={1.1} color="var(--mantine-color-awning-5)" />}
      action={
        filter && (
          <ButtonLink
            to="/w/$slug/$collection"
            params={{ slug: workspace.slug, collection: 'opportunities' }}
            search={{ filter }}
            variant="default"
          >
            {words.emptyAction}
          </ButtonLink>
        )
      }
    >
      {words.emptyPraise(entries)}
    </Message>
  )
}
