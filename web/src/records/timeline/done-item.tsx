import { Text } from '@mantine/core'
import type { TimelineChange } from '@tendero/model/api'
import type { ReactNode } from 'react'
import { useFormat } from '../../kernel/format.ts'
import { useRecordWords } from '../words.ts'
import classes from './timeline.module.css'

interface DoneItemProps {
  readonly at: string
  readonly by: TimelineChange['by']
  readonly through: TimelineChange['through']
  /** What was done, in words. */
  readonly verb: string
  /** To what. */
  readonly children?: ReactNode
}

/** Something that was done: by whom and in which way, to what, when. */
export function DoneItem({ at, by, through, verb, children }: DoneItemProps) {
  const { timeline: text } = useRecordWords()
  const format = useFormat()
  return (
    <li className={classes.change}>
      <div>
        <Text span inherit fw={550}>
          {by?.name ?? (through === 'system' ? text.system : text.somebody)}
        </Text>{' '}
        <Text span inherit c="dimmed">
          {verb} {text.through[through]}
        </Text>{' '}
        {children}
      </div>
      <time dateTime={at} title={format.instant(at)} className={classes.when}>
        {format.relative(at)}
      </time>
    </li>
  )
}
