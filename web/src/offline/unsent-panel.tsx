import { Drawer, Stack, Text } from '@mantine/core'
import { AnchorLink } from '../design/links.tsx'
import { useWords } from '../kernel/language.ts'
import { type Catalogue, useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import classes from './offline.module.css'
import type { Unsent } from './unsent.ts'
import { UnsentEntry } from './unsent-entry.tsx'
import { unsent } from './unsent-list.ts'
import { useOfflineWords } from './words.ts'

interface UnsentPanelProps {
  /** The time as of which the screen is, without a network. */
  readonly asOf: string | undefined
  readonly onClose: () => void
}

/** All that is not sent, and what can be done about it. */
export function UnsentPanel({ asOf, onClose }: UnsentPanelProps) {
  const words = useOfflineWords()
  const { verbs } = useWords()
  const entries = unsent.use()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={words.title}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {words.lead}
        </Text>
        {asOf !== undefined && <Text size="sm">{words.reading(asOf)}</Text>}
        {entries.length === 0 ? (
          <Text size="sm">{words.nothing}</Text>
        ) : (
          <ul className={classes.entries}>
            {entries.map((entry) => (
              <UnsentEntry
                key={entry.id}
                entry={entry}
                about={<About entry={entry} onGo={onClose} />}
                onEdit={onClose}
              />
            ))}
          </ul>
        )}
      </Stack>
    </Drawer>
  )
}

function About({ entry, onGo }: { readonly entry: Unsent; readonly onGo: () => void }) {
  const { workspace } = useSession()
  const catalogue = useCatalogue()
  const about = aboutOf(entry, catalogue)
  if (!about) return null
  return (
    <AnchorLink
      to="/w/$slug/$collection/$id"
      params={{ slug: workspace.slug, collection: about.collection, id: about.id }}
      size="sm"
      onClick={onGo}
    >
      {about.title}
    </AnchorLink>
  )
}

interface AboutRecord {
  readonly collection: string
  readonly id: string
  readonly title: string
}

/** The record whose page it was written on; of those with a title, the account comes last, as it stands with others. */
function aboutOf({ object, values, titles }: Unsent, catalogue: Catalogue): AboutRecord | undefined {
  const found = (catalogue.object(object)?.fields ?? []).flatMap(({ name, kind, object: target }): AboutRecord[] => {
    const [id, title, to] = [values[name], titles[name], catalogue.object(target)]
    const isAbout = kind === 'reference' && name !== 'owner' && name !== 'team'
    return isAbout && typeof id === 'string' && title && to ? [{ collection: to.collection, id, title }] : []
  })
  return found.find(({ collection }) => collection !== catalogue.object('account')?.collection) ?? found[0]
}
