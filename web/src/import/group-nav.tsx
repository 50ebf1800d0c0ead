import { Text } from '@mantine/core'
import type { ImportRun } from '@tendero/model/api'
import { AnchorLink } from '../design/links.tsx'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import classes from './import.module.css'
import { useImportWords } from './words.ts'

/** The sheets that go in one go, in their order: each is set up by itself, all are checked and imported together. */
export function GroupNav({ run }: { readonly run: ImportRun }) {
  const words = useImportWords().sheets
  const { workspace } = useSession()
  const catalogue = useCatalogue()
  if (run.group.length === 0) return null
  return (
    <nav aria-label={words.title}>
      <ol className={classes.group}>
        {run.group.map(({ id, sheet, object, bad, state }) => {
          const label = catalogue.object(object)?.label.many
          return (
            <li key={id}>
              <AnchorLink
                to="/w/$slug/import/$id"
                params={{ slug: workspace.slug, id }}
                className={classes.member}
                aria-current={id === run.id ? 'page' : undefined}
                size="sm"
              >
                {sheet}
                {label && label !== sheet && (
                  <Text span size="xs" c="dimmed">
                    {label}
                  </Text>
                )}
                {bad > 0 && state !== 'reverted' && (
                  <Text span size="xs" c="var(--tendero-danger)">
                    {words.bad(bad)}
                  </Text>
                )}
              </AnchorLink>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
