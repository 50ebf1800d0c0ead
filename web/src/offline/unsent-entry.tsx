import { Button, Group, Text } from '@mantine/core'
import type { MetadataObject, Problem } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import type { ReactNode } from 'react'
import { create } from '../design/asked.ts'
import { ObjectIcon } from '../design/icon.tsx'
import { offering } from '../design/notices.tsx'
import { useFormat } from '../kernel/format.ts'
import { currentWords, useWords } from '../kernel/language.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import { fieldErrors, problemWords } from '../kernel/problems.ts'
import classes from './offline.module.css'
import type { Unsent } from './unsent.ts'
import { addUnsent, discardUnsent } from './unsent-list.ts'
import { useOfflineWords } from './words.ts'

interface UnsentEntryProps {
  readonly entry: Unsent
  /** The records it is about, where these are not on the screen anyway. */
  readonly about?: ReactNode
  /** Before the form opens. */
  readonly onEdit?: () => void
}

/** What was written and is not sent: its text, when it was written, how it stands, and what can be done about it. */
export function UnsentEntry({ entry, about, onEdit }: UnsentEntryProps) {
  const words = useOfflineWords()
  const format = useFormat()
  const object = useObject(entry.object)
  if (!object) return null
  const written = new Date(entry.writtenAt).toISOString()
  const { subject, body } = textOf(entry)
  return (
    <li className={classes.entry} data-refused={entry.state === 'refused' || undefined}>
      <div className={classes.line}>
        <ObjectIcon name={object.icon} size={16} color="var(--mantine-color-dimmed)" />
        <span className={classes.subject}>{subject}</span>
      </div>
      <div className={classes.meta}>
        <span>{object.label.one}</span>
        {about}
        <time dateTime={written}>{format.instant(written)}</time>
        <span className={classes.state}>{words.state[entry.state]}</span>
      </div>
      {body && <div className={classes.body}>{body}</div>}
      {entry.problem && entry.state === 'refused' && <Reason problem={entry.problem} object={object} />}
      <Actions entry={entry} onEdit={onEdit} />
    </li>
  )
}

/** The subject of a note is often its first line. */
function textOf({ values }: Unsent): { readonly subject: string; readonly body: string } {
  const subject = String(values.subject ?? '')
  const body = String(values.body ?? '')
  return { subject, body: body.startsWith(subject) ? body.slice(subject.length).trim() : body }
}

function Reason({ problem, object }: { readonly problem: Problem; readonly object: MetadataObject }) {
  const words = useWords()
  const fields = Object.entries(fieldErrors(new ApiError(problem), words)).map(
    ([name, wrong]) => `${fieldOf(object, name)?.label ?? name}: ${wrong}`,
  )
  return (
    <Text size="sm" mt={4}>
      {fields.length > 0 ? fields.join(' ') : problemWords(problem, words)}
    </Text>
  )
}

function Actions({ entry, onEdit }: Pick<UnsentEntryProps, 'entry' | 'onEdit'>) {
  const words = useOfflineWords()
  if (entry.state === 'sending') return null
  const edit = (): void => {
    onEdit?.()
    mend(entry)
  }
  return (
    <Group gap="xs" mt="xs">
      {entry.state === 'refused' && (
        <>
          <Button size="compact-sm" variant="light" onClick={edit}>
            {words.edit}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void retry(entry)}>
            {words.retry}
          </Button>
        </>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        ml={entry.state === 'refused' ? undefined : -8}
        onClick={() => void discard(entry, words.discarded)}
      >
        {words.discard}
      </Button>
    </Group>
  )
}

/** Opens what was refused in its form; what comes of it takes its place. */
function mend({ id, object, values, titles }: Unsent): void {
  create({ object, values, titles, onCreated: () => void discardUnsent(id) })
}

async function retry(entry: Unsent): Promise<void> {
  await addUnsent({ ...entry, state: 'waiting', problem: undefined, attempts: 0 })
}

async function discard(entry: Unsent, discarded: string): Promise<void> {
  await discardUnsent(entry.id)
  offering(discarded, currentWords().verbs.undo, () => void addUnsent(entry))
}
