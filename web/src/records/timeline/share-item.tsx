import { Text } from '@mantine/core'
import type { TimelineShare } from '@tendero/model/api'
import { useFormat } from '../../kernel/format.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'
import { DoneItem } from './done-item.tsx'

/** Who shared the record with whom, for what and until when; who took it back, or that its time was over. */
export function ShareItem({ at, done }: { readonly at: string; readonly done: TimelineShare }) {
  const { timeline: text } = useRecordWords()
  const format = useFormat()
  const share = useObject('share')
  const access = share && fieldOf(share, 'access')?.choices?.find(({ value }) => value === done.access)?.label
  const { until, verb } = done
  // Of a share that was given without an end there is nothing to be said.
  const end = until ? text.shareUntil(format.instant(until)) : until === null && verb === 'update' && text.shareForGood
  const details = [access, end].filter((one) => typeof one === 'string')
  return (
    <DoneItem at={at} by={done.by} through={done.through} verb={text.shareVerbs[verb]}>
      <Text span inherit fw={550}>
        {done.with?.name ?? text.somebody}
      </Text>
      {details.length > 0 && ` · ${details.join(' · ')}`}
    </DoneItem>
  )
}
