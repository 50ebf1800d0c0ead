import { Anchor, Text } from '@mantine/core'
import type { TimelineFile } from '@tendero/model/api'
import { contentUrl } from '../../files/file-links.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useRecordWords } from '../words.ts'
import classes from './timeline.module.css'

/** Who attached, renamed or removed which file. */
export function FileItem({ at, done }: { readonly at: string; readonly done: TimelineFile }) {
  const { fields } = useWords()
  const { timeline: text } = useRecordWords()
  const format = useFormat()
  const by = done.by?.name ?? (done.through === 'system' ? text.system : text.somebody)
  return (
    <li className={classes.change}>
      <div>
        <Text span inherit fw={550}>
          {by}
        </Text>{' '}
        <Text span inherit c="dimmed">
          {text.fileVerbs[done.verb]} {text.through[done.through]}
        </Text>{' '}
        {done.there ? (
          <Anchor
            href={contentUrl(done.file.id)}
            target="_blank"
            rel="noreferrer noopener"
            inherit
            title={fields.openLink}
          >
            {done.file.name}
          </Anchor>
        ) : (
          <span className={classes.old}>{done.file.name}</span>
        )}
      </div>
      <time dateTime={at} title={format.instant(at)} className={classes.when}>
        {format.relative(at)}
      </time>
    </li>
  )
}
