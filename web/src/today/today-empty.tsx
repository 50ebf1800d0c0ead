import { Group } from '@mantine/core'
import { IconSunHigh } from '@tabler/icons-react'
import type { MetadataObject, TodayScope } from '@tendero/model/api'
import { ButtonLink } from '../design/links.tsx'
import { Message } from '../design/page-states.tsx'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { FirstSteps } from './first-steps.tsx'
import { useIsEmptyCompany } from './is-empty-company.ts'
import { usePace } from './pace.ts'
import { useTodayWords } from './words.ts'

function seesOthers(object: MetadataObject | undefined): boolean {
  return object !== undefined && !['none', 'own'].includes(object.can.read)
}

/** Nothing to do: because everything is done, or because nothing is there yet. */
export function TodayEmpty({ scope }: { readonly scope: TodayScope }) {
  const isEmptyCompany = useIsEmptyCompany()
  if (isEmptyCompany === undefined) return null
  return isEmptyCompany ? <FirstSteps /> : <AllDone scope={scope} />
}

/** Nothing of one's own left: that is worth a word of praise. Whoever sees others' deals is led to what those lack. */
function AllDone({ scope }: { readonly scope: TodayScope }) {
  const words = useTodayWords()
  const format = useFormat()
  const { workspace } = useSession()
  const { entries } = usePace(format.today())
  const opportunity = useCatalogue().object('opportunity')
  const links = [
    { words: words.emptyAction, filter: opportunity?.filters.find(({ name }) => name === 'mine')?.filter },
    {
      words: words.othersAction,
      filter: seesOthers(opportunity) && opportunity?.filters.find(({ name }) => name === 'no_next_step')?.filter,
    },
  ]
  return (
    <Message
      title={words.emptyTitle}
      picture={<IconSunHigh size={56} stroke={1.1} color="var(--mantine-color-awning-5)" />}
      action={
        <Group justify="center" gap="xs">
          {links.map(
            ({ words: text, filter }) =>
              filter && (
                <ButtonLink
                  key={text}
                  to="/w/$slug/$collection"
                  params={{ slug: workspace.slug, collection: 'opportunities' }}
                  search={{ filter }}
                  variant="default"
                >
                  {text}
                </ButtonLink>
              ),
          )}
        </Group>
      }
    >
      {scope === 'team' ? words.emptyTeam : words.emptyPraise(entries)}
    </Message>
  )
}
