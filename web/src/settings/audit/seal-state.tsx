import { Code, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Callout } from '../../design/callout.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useSettingsWords } from '../words.ts'
import classes from './audit.module.css'
import { sealQuery } from './audit-data.ts'

const most = 1_000

/** How far the log is sealed, with the mark that can be noted elsewhere. */
export function SealState() {
  const own = useSettingsWords().audit
  const format = useFormat()
  const { data } = useQuery(sealQuery)
  if (!data) return null
  const { newest, unsealed } = data
  const waiting = own.waiting(unsealed, unsealed >= most)
  if (!newest) return <Callout title={own.unsealed}>{waiting}</Callout>
  return (
    <Callout tone="good" title={own.sealed(format.instant(newest.at), newest.number)}>
      {unsealed > 0 && <Text size="sm">{waiting}</Text>}
      <Text size="sm">{own.anchor}</Text>
      <Code block mt={4} p={6} className={classes.mark}>
        {`${newest.number}:${newest.digest}`}
      </Code>
    </Callout>
  )
}
