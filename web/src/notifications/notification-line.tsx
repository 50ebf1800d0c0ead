import { ActionIcon, Text, Tooltip, VisuallyHidden } from '@mantine/core'
import {
  IconAt,
  IconMail,
  IconMailOpened,
  IconMessage,
  IconPencil,
  IconShare,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react'
import type { NotificationItem } from '@tendero/model/api'
import { AnchorLink } from '../design/links.tsx'
import { useFormat } from '../kernel/format.ts'
import { useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { commentFragment } from '../records/timeline/wanted-comment.ts'
import classes from './notifications.module.css'
import { useNotificationWords } from './words.ts'

const marks = {
  mention: IconAt,
  comment: IconMessage,
  assigned: IconUserCheck,
  shared: IconShare,
  change: IconPencil,
  left_behind: IconUserOff,
} as const

interface NotificationLineProps {
  readonly item: NotificationItem
  readonly onMark: (read: boolean) => void
}

/** One thing that somebody is told; it leads to the record, at the comment. */
export function NotificationLine({ item, onMark }: NotificationLineProps) {
  const words = useNotificationWords()
  const format = useFormat()
  const { workspace } = useSession()
  const { kind, by, at, record, others, comment, read } = item
  const object = useObject(record.object)
  const Mark = marks[kind]
  const title = record.title ?? words.untitled
  return (
    <li className={classes.item} data-unread={!read || undefined}>
      <Mark size={18} stroke={1.6} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <div className={classes.words}>
        {!read && <VisuallyHidden>{words.isUnread} </VisuallyHidden>}
        <AnchorLink
          {...placeOf(item, workspace.slug, object?.collection ?? '')}
          c="var(--mantine-color-text)"
          fw={550}
          onClick={() => !read && onMark(true)}
        >
          {title}
        </AnchorLink>
        {others > 0 && <Text span> {(kind === 'left_behind' ? words.leftBehind : words.others)(others)}</Text>}
        <Text size="sm" c="dimmed">
          {words.did[kind](by?.name ?? words.somebody)} ·{' '}
          <time dateTime={at} title={format.instant(at)}>
            {format.relative(at)}
          </time>
        </Text>
        {comment && (
          <Text size="sm" mt={4} className={classes.excerpt}>
            {comment.excerpt}
          </Text>
        )}
      </div>
      <Tooltip label={read ? words.markUnread : words.markRead}>
        <ActionIcon aria-label={`${read ? words.markUnread : words.markRead}: ${title}`} onClick={() => onMark(!read)}>
          {read ? <IconMail size={18} stroke={1.6} /> : <IconMailOpened size={18} stroke={1.6} />}
        </ActionIcon>
      </Tooltip>
    </li>
  )
}

/** The record, at the comment; for somebody who left, the people, where their records are given to others. */
function placeOf({ kind, record, comment }: NotificationItem, slug: string, collection: string) {
  if (kind === 'left_behind')
    return {
      to: '/w/$slug/settings/$section',
      params: { slug, section: 'people' },
      search: { item: record.id },
    } as const
  const hash = comment ? commentFragment(comment.id) : undefined
  return { to: '/w/$slug/$collection/$id', params: { slug, collection, id: record.id }, hash } as const
}
