import { Progress, Text } from '@mantine/core'
import type { ImportRun } from '@tendero/model/api'
import { AnchorLink } from '../design/links.tsx'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import classes from './import-line.module.css'
import { isAtWork, progressOf } from './import-states.ts'
import { StatePill } from './state-pill.tsx'
import { useImportWords } from './words.ts'

/** One import of the list, with how far it is. */
export function ImportLine({ run }: { readonly run: ImportRun }) {
  const words = useImportWords()
  const format = useFormat()
  const { workspace } = useSession()
  const object = useCatalogue().object(run.setup.object)
  const facts = [object?.label.many, format.relative(run.createdAt), run.createdBy?.name].filter(Boolean)
  const { created, updated, bad } = run.rows
  const done = run.operationId !== null && run.state !== 'reverted'
  return (
    <li className={classes.line}>
      <div className={classes.names}>
        <AnchorLink
          to="/w/$slug/import/$id"
          params={{ slug: workspace.slug, id: run.id }}
          c="var(--mantine-color-text)"
          fw={500}
          size="sm"
        >
          {run.group.length > 0 ? `${run.name} – ${run.setup.format.sheet}` : run.name}
        </AnchorLink>
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
      </div>
      <div className={classes.facts}>
        {done && (
          <Text size="sm" c="dimmed">
            {words.counts(created, updated, bad)}
          </Text>
        )}
        <StatePill run={run} />
      </div>
      {isAtWork(run) && (
        <Progress className={classes.progress} value={progressOf(run) * 100} size="sm" aria-label={words.progress} />
      )}
    </li>
  )
}
