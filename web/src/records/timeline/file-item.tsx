import { Anchor } from '@mantine/core'
import type { TimelineFile } from '@tendero/model/api'
import { contentUrl } from '../../files/file-links.ts'
import { useWords } from '../../kernel/language.ts'
import { useRecordWords } from '../words.ts'
import { DoneItem } from './done-item.tsx'
import classes from './timeline.module.css'

/** Who attached, renamed or removed which file. */
export function FileItem({ at, done }: { readonly at: string; readonly done: TimelineFile }) {
  const { fields } = useWords()
  const { timeline: text } = useRecordWords()
  return (
    <DoneItem at={at} by={done.by} through={done.through} verb={text.fileVerbs[done.verb]}>
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
    </DoneItem>
  )
}
