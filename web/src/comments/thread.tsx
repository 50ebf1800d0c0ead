import { ActionIcon, Avatar, Button, Menu } from '@mantine/core'
import { IconDots, IconMessage, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { TimelineComment, TimelineThread } from '@tendero/model/api'
import { useEffect, useRef, useState } from 'react'
import { failed, undoable } from '../design/notices.tsx'
import { RichTextView } from '../fields/rich-text/rich-text-view.tsx'
import { recordsOf } from '../kernel/api.ts'
import { useFormat } from '../kernel/format.ts'
import { useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import timeline from '../records/timeline/timeline.module.css'
import { refreshTimeline } from '../records/timeline/timeline-data.ts'
import { type About, CommentForm } from './comment-form.tsx'
import classes from './comments.module.css'
import { useCommentWords } from './words.ts'

interface ThreadProps {
  readonly about: About
  readonly thread: TimelineThread
  /** The comment that somebody came to see. */
  readonly wanted: string | undefined
}

/** A comment on the timeline with the replies to it. */
export function Thread({ about, thread, wanted }: ThreadProps) {
  const words = useCommentWords()
  const [replying, setReplying] = useState(false)
  const mayReply = useObject('comment')?.can.create !== 'none' && thread.body !== null
  const author = thread.by?.name ?? words.somebody
  return (
    <li className={`${timeline.card} ${classes.thread}`} data-wanted={wanted === thread.id || undefined}>
      <Comment about={about} comment={thread} wanted={wanted} />
      {thread.replies.length > 0 && (
        <ul className={classes.replies}>
          {thread.replies.map((reply) => (
            <li key={reply.id} data-wanted={wanted === reply.id || undefined}>
              <Comment about={about} comment={reply} wanted={wanted} />
            </li>
          ))}
        </ul>
      )}
      {replying ? (
        <div className={classes.reply}>
          <CommentForm
            about={about}
            replyTo={thread.id}
            label={words.replyTo(author)}
            onClose={() => setReplying(false)}
          />
        </div>
      ) : (
        mayReply && (
          <Button
            variant="subtle"
            size="compact-xs"
            mt="xs"
            ml={-8}
            leftSection={<IconMessage size={14} aria-hidden />}
            aria-label={words.replyTo(author)}
            onClick={() => setReplying(true)}
          >
            {words.reply}
          </Button>
        )
      )}
    </li>
  )
}

interface CommentProps {
  readonly about: About
  readonly comment: TimelineComment
  readonly wanted: string | undefined
}

function Comment({ about, comment, wanted }: CommentProps) {
  const words = useCommentWords()
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const isWanted = wanted === comment.id
  useEffect(() => {
    if (isWanted) place.current?.scrollIntoView({ block: 'center' })
  }, [isWanted])
  const { id, version, body, by, at, editedAt } = comment
  return (
    <div ref={place}>
      <div className={classes.head}>
        <Avatar name={by?.name} size={22} aria-hidden />
        <span className={classes.name}>{by?.name ?? words.somebody}</span>
        <time dateTime={at} title={format.instant(at)}>
          {format.relative(at)}
        </time>
        {editedAt && body && <span title={format.instant(editedAt)}>({words.edited})</span>}
        {body && !editing && <More about={about} comment={comment} onEdit={() => setEditing(true)} />}
      </div>
      <div className={classes.text}>
        {editing && body ? (
          <CommentForm
            about={about}
            changed={{ id, version, body }}
            label={words.edit}
            onClose={() => setEditing(false)}
          />
        ) : body ? (
          <RichTextView value={body} />
        ) : (
          <em>{words.deletedHere}</em>
        )}
      </div>
    </div>
  )
}

/** What its author can do with a comment. */
function More({ about, comment, onEdit }: Omit<CommentProps, 'wanted'> & { readonly onEdit: () => void }) {
  const words = useCommentWords()
  const { user } = useSession()
  const remove = useMutation({
    mutationFn: () => recordsOf('comments').remove(comment.id),
    onSuccess: async ({ operationId }) => {
      await refreshTimeline(about.object, about.record.id)
      undoable(words.deleted, operationId)
    },
    onError: (error) => failed(error),
  })
  if (comment.by?.id !== user.id) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} className={classes.menu} aria-label={words.more}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
          {words.edit}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove.mutate()}>
          {words.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
