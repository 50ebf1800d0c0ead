import { Skeleton, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject, RecordReaders } from '@tendero/model/api'
import { isRichText, mentionsIn, type RichNode, type RichText } from '@tendero/model/rich-text'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Callout } from '../design/callout.tsx'
import { FormButtons } from '../design/form-buttons.tsx'
import { FormError } from '../design/form-error.tsx'
import { kindOf } from '../fields/index.ts'
import { recordsOf } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import { fieldErrors, isUncertain } from '../kernel/problems.ts'
import { useSession } from '../kernel/session.ts'
import { transport } from '../kernel/transport.ts'
import { refreshTimeline } from '../records/timeline/timeline-data.ts'
import { useCommentWords } from './words.ts'

/** The record that is commented on. */
export interface About {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

interface CommentFormProps {
  readonly about: About
  /** The comment that is changed; else a new one is written. */
  readonly changed?: { readonly id: string; readonly version: number; readonly body: RichText }
  /** The id of the comment that is replied to. */
  readonly replyTo?: string
  /** What the text is called. */
  readonly label: string
  readonly onClose: () => void
}

/** Writes or changes a comment, and says who of those mentioned will not get to read it. */
export function CommentForm({ about, changed, replyTo, label, onClose }: CommentFormProps) {
  const shared = useWords()
  const words = useCommentWords()
  const comment = useObject('comment')
  const field = comment && fieldOf(comment, 'body')
  const [body, setBody] = useState<unknown>(changed?.body ?? null)
  const key = useRef(crypto.randomUUID())
  const save = useMutation({
    mutationFn: () => {
      const comments = recordsOf('comments')
      if (changed) return comments.update(changed.id, { body }, changed.version)
      return comments.create({ object: about.object.name, record: about.record.id, body, replyTo }, key.current)
    },
    onSuccess: async () => {
      onClose()
      await refreshTimeline(about.object, about.record.id)
    },
    onError: (error) => {
      if (!isUncertain(error)) key.current = crypto.randomUUID()
    },
  })
  if (!field) return <Skeleton height={120} />
  const { Input } = kindOf(field)
  const send = (): void => {
    if (body !== null && !save.isPending) save.mutate()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  }
  const wrong = save.error ? fieldErrors(save.error, shared).body : undefined
  return (
    <form onSubmit={submit} onKeyDown={press} noValidate aria-label={label}>
      <Stack gap="sm">
        {!wrong && <FormError error={save.error} />}
        <Input
          field={{ ...field, label }}
          description={words.hint}
          value={body}
          onChange={setBody}
          error={wrong}
          autoFocus
        />
        <UnableToRead about={about} body={body} />
        <FormButtons
          submit={changed ? words.save : replyTo ? words.reply : words.comment}
          disabled={body === null}
          loading={save.isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Who is mentioned and may not see the record, while there is still time to leave them out. */
function UnableToRead({ about: { object, record }, body }: { readonly about: About; readonly body: unknown }) {
  const words = useCommentWords()
  const { user } = useSession()
  const mentioned = isRichText(body) ? mentionsIn(body).filter((id) => id !== user.id) : []
  const { data } = useQuery({
    queryKey: ['readers', object.name, record.id, mentioned],
    queryFn: () =>
      transport.request<RecordReaders>('GET', `/${object.collection}/${record.id}/readers`, {
        query: { people: mentioned.join(',') },
      }),
    enabled: mentioned.length > 0,
  })
  const unable = (data?.items ?? []).filter(({ id, reads }) => !reads && mentioned.includes(id))
  if (unable.length === 0 || !isRichText(body)) return null
  const names = namesIn(body.content)
  return (
    <Callout tone="warning" alert>
      {words.unread(unable.map(({ id }) => names.get(id) ?? '').join(', '), unable.length)}
    </Callout>
  )
}

/** What those who are mentioned are called, by their ids. */
function namesIn(nodes: readonly RichNode[]): ReadonlyMap<string, string> {
  return new Map(
    nodes.flatMap(({ type, attrs, content = [] }) =>
      type === 'mention' ? [[String(attrs?.id), String(attrs?.label)] as const] : [...namesIn(content)],
    ),
  )
}
