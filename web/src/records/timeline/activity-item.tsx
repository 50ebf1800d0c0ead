import { Button, Checkbox, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { ObjectIcon } from '../../design/icon.tsx'
import { AnchorLink } from '../../design/links.tsx'
import { failed } from '../../design/notices.tsx'
import { kindOf } from '../../fields/index.ts'
import { recordsOf } from '../../kernel/api.ts'
import { useFormat } from '../../kernel/format.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { Value } from '../list/value.tsx'
import { useRecordWords } from '../words.ts'
import classes from './timeline.module.css'
import { refreshTimeline } from './timeline-data.ts'

interface ActivityItemProps {
  /** The record whose timeline this is. */
  readonly about: { readonly object: MetadataObject; readonly record: AnyRecord }
  readonly kind: string
  readonly at: string
  readonly activity: AnyRecord
}

const long = 420

/** A note, or a call, visit, meeting or task, planned or done. */
export function ActivityItem({ about, kind, at, activity }: ActivityItemProps) {
  const format = useFormat()
  const { timeline: text } = useRecordWords()
  const { workspace } = useSession()
  const object = useObject(kind)
  if (!object) return null
  const plannable = fieldOf(object, 'doneAt') !== undefined
  const open = plannable && !activity.doneAt
  const due = typeof activity.dueAt === 'string' ? activity.dueAt : undefined
  const late = open && due !== undefined && new Date(due) < new Date()
  const moment = open ? due : at
  const subject = String(activity.subject ?? object.label.one)
  const body = beyond(subject, activity.body)
  return (
    <li className={classes.card} data-open={open || undefined} data-late={late || undefined}>
      <div className={classes.line}>
        {plannable ? (
          <DoneBox about={about} object={object} activity={activity} />
        ) : (
          <ObjectIcon name={object.icon} size={16} color="var(--mantine-color-dimmed)" />
        )}
        <AnchorLink
          to="/w/$slug/$collection/$id"
          params={{ slug: workspace.slug, collection: object.collection, id: activity.id }}
          className={classes.subject}
          c="var(--mantine-color-text)"
          fw={550}
          size="sm"
        >
          {subject}
        </AnchorLink>
        {moment && (
          <time
            dateTime={moment}
            title={format.instant(moment)}
            className={late ? `${classes.when} ${classes.late}` : classes.when}
          >
            {late
              ? text.late(format.relative(moment))
              : open
                ? text.due(format.relative(moment))
                : format.relative(moment)}
          </time>
        )}
      </div>
      <Meta about={about} object={object} activity={activity} />
      {body !== '' && <Body text={body} />}
    </li>
  )
}

/** The text of an activity without its first line, when that is its subject already. */
function beyond(subject: string, body: unknown): string {
  if (typeof body !== 'string') return ''
  return body.startsWith(subject) ? body.slice(subject.length).trim() : body
}

function DoneBox({
  about,
  object,
  activity,
}: Omit<ActivityItemProps, 'kind' | 'at'> & { readonly object: MetadataObject }) {
  const { timeline: text } = useRecordWords()
  const done = Boolean(activity.doneAt)
  const toggle = useMutation({
    mutationFn: () =>
      recordsOf(object.collection).update(
        activity.id,
        done ? { doneAt: null, outcome: null } : { doneAt: new Date().toISOString(), outcome: 'done' },
      ),
    onSuccess: () => refreshTimeline(about.object, about.record.id),
    onError: (error) => failed(error),
  })
  const shown = toggle.isPending ? !done : done
  return (
    <Checkbox
      size="xs"
      radius="xl"
      style={{ alignSelf: 'center' }}
      checked={shown}
      disabled={object.can.edit === 'none'}
      aria-label={`${done ? text.reopen : text.markDone}: ${String(activity.subject)}`}
      onChange={() => toggle.mutate()}
    />
  )
}

/** What belongs to the moment: kind, outcome, mood, length, who; and whom it was about beyond this record. */
function Meta({
  about,
  object,
  activity,
}: Omit<ActivityItemProps, 'kind' | 'at'> & { readonly object: MetadataObject }) {
  const left = new Set(['subject', 'body', 'dueAt', 'doneAt', about.object.name, 'team', 'kind'])
  // Of a deal that others keep to themselves there is nothing to say.
  const unseen = ({ name, object: target }: MetadataField): boolean =>
    target !== undefined && activity.titles?.[name] === undefined
  const known = ({ name, object: target }: MetadataField): boolean =>
    target !== undefined && name !== 'owner' && activity[name] === about.record[name]
  const shown = object.fields.filter(
    (field) =>
      !field.system &&
      !field.hidden &&
      !left.has(field.name) &&
      !known(field) &&
      !unseen(field) &&
      !kindOf(field).isEmpty(activity[field.name]),
  )
  return (
    <div className={classes.meta}>
      <span>{object.label.one}</span>
      {shown.map((field) => (
        <span key={field.name} title={field.label}>
          <Value field={field} record={activity} oneLine />
        </span>
      ))}
    </div>
  )
}

function Body({ text }: { readonly text: string }) {
  const { timeline: words } = useRecordWords()
  const [all, setAll] = useState(false)
  const isLong = text.length > long
  return (
    <div className={classes.body}>
      <Text inherit component="div">
        {isLong && !all ? `${text.slice(0, long).trimEnd()}…` : text}
      </Text>
      {isLong && (
        <Button variant="subtle" size="compact-xs" ml={-8} onClick={() => setAll(!all)}>
          {all ? words.less : words.show}
        </Button>
      )}
    </div>
  )
}
