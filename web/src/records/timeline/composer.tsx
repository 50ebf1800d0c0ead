import { Button, Group, SegmentedControl, Skeleton, Stack, Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { type FormEvent, type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { FormError } from '../../design/form-error.tsx'
import { ObjectIcon } from '../../design/icon.tsx'
import { useKeys } from '../../design/keyboard.ts'
import { notice } from '../../design/notices.tsx'
import { useEnteredValues } from '../../fields/entered-values.ts'
import { FieldInputs } from '../../fields/field-inputs.tsx'
import { titleOf } from '../../fields/reference-options.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldAbout, fieldOf, useCatalogue, useObject } from '../../kernel/metadata.ts'
import { isUncertain } from '../../kernel/problems.ts'
import { useSession } from '../../kernel/session.ts'
import { withWords } from '../../kernel/slice-words.ts'
import { createOrKeep } from '../../offline/create-or-keep.ts'
import { useRecordWords } from '../words.ts'
import { composing } from './composing.ts'
import { QuickDays } from './quick-days.tsx'
import classes from './timeline.module.css'
import { refreshTimeline } from './timeline-data.ts'

const CommentForm = lazy(
  withWords(async () => ({ default: (await import('../../comments/comment-form.tsx')).CommentForm })),
)

interface ComposerProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

const order = ['note', 'call', 'task', 'visit', 'meeting']

/** The kinds of activity that this person may write about such a record. */
function useKinds(about: MetadataObject): readonly MetadataObject[] {
  const kinds = useCatalogue().objects.filter(
    (kind) =>
      kind.activity !== null &&
      kind.activity !== '*' &&
      kind.can.create !== 'none' &&
      fieldAbout(kind, about) !== undefined,
  )
  return [...kinds].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

/** Comments stand behind the kinds of activity; this person may write them wherever they read. */
function useCommenting(): readonly MetadataObject[] {
  const comment = useObject('comment')
  return comment && comment.can.create !== 'none' ? [comment] : []
}

/** Writes down, plans or says something about a record: one place for notes, calls, tasks, visits, meetings and comments. */
export function Composer({ object, record }: ComposerProps) {
  const { composer: text } = useRecordWords()
  const activities = useKinds(object)
  const comments = useCommenting()
  const kinds = [...activities, ...comments]
  const wanted = composing.use()
  const [chosen, setChosen] = useState('note')
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const kind = kinds.find(({ name }) => name === chosen) ?? kinds[0]
  useEffect(() => {
    if (!wanted) return
    setChosen(wanted.kind)
    setOpen(true)
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [wanted])
  useKeys({
    n: () => composing.set({ kind: 'note', planned: false }),
    m: () => composing.set({ kind: 'comment', planned: false }),
  })
  if (!kind) return null
  const close = (): void => {
    setOpen(false)
    composing.set(null)
  }
  return (
    <div className={classes.composer} ref={box}>
      <fieldset aria-label={text.label} className={classes.kinds}>
        {kinds.map(({ name, label, icon }) => (
          <UnstyledButton
            key={name}
            aria-pressed={name === kind.name}
            className={classes.kind}
            onClick={() => {
              setChosen(name)
              setOpen(true)
            }}
          >
            <ObjectIcon name={icon} size={16} />
            {label.one}
          </UnstyledButton>
        ))}
      </fieldset>
      <div className={classes.form}>
        {open && comments.includes(kind) ? (
          <Suspense fallback={<Skeleton height={140} />}>
            <CommentForm about={{ object, record }} label={kind.label.one} onClose={close} />
          </Suspense>
        ) : open ? (
          <ComposerForm
            key={kind.name}
            kind={kind}
            about={{ object, record }}
            planned={wanted?.planned ?? kind.name === 'task'}
            onClose={close}
          />
        ) : (
          <TextInput
            variant="unstyled"
            aria-label={text.label}
            placeholder={
              fieldOf(kind, 'dueAt')
                ? wordFor(text.subject, kind.name, kind.label.one)
                : placeholder(text.body, kind.name)
            }
            onFocus={() => setOpen(true)}
            readOnly
          />
        )}
      </div>
    </div>
  )
}

function placeholder(words: Readonly<Record<string, string>>, kind: string): string | undefined {
  return words[kind] ?? words.other
}

function wordFor(words: Readonly<Record<string, string>>, kind: string, other: string): string {
  return words[kind] ?? other
}

interface FormProps {
  readonly kind: MetadataObject
  readonly about: ComposerProps
  readonly planned: boolean
  readonly onClose: () => void
}

/** What the activity is about: this record, and the account it belongs to. */
function links({ object, record }: ComposerProps, kind: MetadataObject): Readonly<Record<string, unknown>> {
  const own = fieldAbout(kind, object)
  const customer = object.fields.find((field) => field.kind === 'reference' && field.object === 'account')
  const account = customer && fieldOf(kind, 'account') ? { account: record[customer.name] ?? undefined } : {}
  return own ? { ...account, [own.name]: record.id } : account
}

/** Titles of what it is about, for when it waits for a network. */
function titlesOf({ object, record }: ComposerProps, kind: MetadataObject): Readonly<Record<string, string>> {
  const own = fieldAbout(kind, object)
  const account = record.titles?.account
  return { ...(account ? { account } : {}), ...(own ? { [own.name]: titleOf(object, record) } : {}) }
}

function ComposerForm({ kind, about, planned: plannedFirst, onClose }: FormProps) {
  const words = useWords()
  const { composer: text } = useRecordWords()
  const { user } = useSession()
  const dueField = fieldOf(kind, 'dueAt')
  const plannable = dueField !== undefined
  const [planned, setPlanned] = useState(plannable && plannedFirst)
  const entered = useEnteredValues(() => ({ values: { doneAt: new Date().toISOString() }, titles: {} }))
  const { values, set } = entered
  const id = useRef(v7())
  const extras = (plannable ? (planned ? ['dueAt'] : ['doneAt', 'outcome', 'mood', 'duration']) : ['mood']).flatMap(
    (name) => fieldOf(kind, name) ?? [],
  )
  const save = useMutation({
    mutationFn: () => {
      const known = Object.fromEntries(extras.map(({ name }) => [name, values[name]]))
      const subject = String(values.subject ?? '').trim() || defaultSubject(String(values.body ?? ''))
      const done = plannable && !planned ? { doneAt: values.doneAt ?? new Date().toISOString() } : {}
      const body = values.body || undefined
      return createOrKeep({
        object: kind,
        id: id.current,
        values: { owner: user.id, ...links(about, kind), ...known, ...done, subject, body },
        titles: titlesOf(about, kind),
      })
    },
    onSuccess: async (record) => {
      onClose()
      notice(record ? text.saved : words.offline.kept)
      await refreshTimeline(about.object, about.record.id)
    },
    onError: (error) => {
      if (!isUncertain(error)) id.current = v7()
    },
  })
  const defaultSubject = (body: string): string =>
    body.trim().split('\n', 1)[0]?.slice(0, 80) || wordFor(text.defaultSubject, kind.name, kind.label.one)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  const key2 = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save.mutate()
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  }
  const saveWord = plannable ? (planned ? text.save.planned : text.save.happened) : text.save.note
  const bodyInput = (
    <Textarea
      aria-label={placeholder(text.body, kind.name)}
      placeholder={placeholder(text.body, kind.name)}
      autosize
      minRows={plannable ? 1 : 3}
      maxRows={12}
      autoFocus={!plannable}
      value={String(values.body ?? '')}
      onChange={(event) => set('body', event.currentTarget.value)}
    />
  )
  return (
    <form onSubmit={submit} onKeyDown={key2} noValidate>
      <Stack gap="sm">
        <FormError error={save.error} />
        {plannable && (
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <TextInput
              flex={1}
              autoFocus
              aria-label={wordFor(text.subject, kind.name, kind.label.one)}
              placeholder={wordFor(text.subject, kind.name, kind.label.one)}
              value={String(values.subject ?? '')}
              onChange={(event) => set('subject', event.currentTarget.value)}
            />
            <SegmentedControl
              aria-label={text.when}
              value={planned ? 'planned' : 'happened'}
              data={[
                { value: 'planned', label: text.planned },
                { value: 'happened', label: text.happened },
              ]}
              onChange={(chosen) => setPlanned(chosen === 'planned')}
            />
          </Group>
        )}
        {!plannable && bodyInput}
        {planned && <QuickDays onChoose={(at) => set('dueAt', at)} />}
        <Group gap="sm" align="flex-start">
          <FieldInputs fields={extras} entered={entered} />
        </Group>
        {plannable && bodyInput}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.verbs.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {saveWord}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
