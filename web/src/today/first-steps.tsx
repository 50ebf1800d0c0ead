import { Button, Stack } from '@mantine/core'
import { IconFileImport, IconFilter, IconPlus, IconSeeding, IconUserPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { create } from '../design/asked.ts'
import { ButtonLink } from '../design/links.tsx'
import { Message } from '../design/page-states.tsx'
import { useWords } from '../kernel/language.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useMay, useSession } from '../kernel/session.ts'
import { useTodayWords } from './words.ts'

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const

/** Where to begin while there are no customers: only what this person may do. */
export function FirstSteps() {
  const { firstSteps: words } = useTodayWords()
  const { common } = useWords()
  const { workspace } = useSession()
  const catalogue = useCatalogue()
  const mayImport = useMay('import')
  const account = catalogue.object('account')
  const mayEdit = (name: string): boolean => (catalogue.object(name)?.can.edit ?? 'none') !== 'none'
  return (
    <Message
      title={words.title}
      picture={<IconSeeding size={56} stroke={1.1} color="var(--mantine-color-awning-5)" />}
      action={
        <Stack gap="xs">
          {mayImport && (
            <ButtonLink
              to="/w/$slug/import"
              params={{ slug: workspace.slug }}
              search={{}}
              leftSection={<IconFileImport {...icon} />}
            >
              {words.importCustomers}
            </ButtonLink>
          )}
          {account && account.can.create !== 'none' && (
            <Button
              variant="default"
              leftSection={<IconPlus {...icon} />}
              onClick={() => create({ object: account.name })}
            >
              {common.createObject(account.label.one)}
            </Button>
          )}
          {mayEdit('user') && (
            <SettingsLink section="people" icon={<IconUserPlus {...icon} />} words={words.invitePeople} />
          )}
          {mayEdit('stage') && (
            <SettingsLink section="pipelines" icon={<IconFilter {...icon} />} words={words.seePipelines} />
          )}
        </Stack>
      }
    >
      {words.lead}
    </Message>
  )
}

interface SettingsLinkProps {
  readonly section: string
  readonly icon: ReactNode
  readonly words: string
}

function SettingsLink({ section, icon, words }: SettingsLinkProps) {
  const { workspace } = useSession()
  return (
    <ButtonLink
      to="/w/$slug/settings/$section"
      params={{ slug: workspace.slug, section }}
      search={{}}
      variant="default"
      leftSection={icon}
    >
      {words}
    </ButtonLink>
  )
}
