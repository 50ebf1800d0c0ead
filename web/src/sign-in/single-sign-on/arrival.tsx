import { Button, Stack, Text } from '@mantine/core'
import { Callout } from '../../design/callout.tsx'
import { apiUrl } from '../../kernel/transport.ts'
import { type SingleSignOnWords, useSingleSignOnWords } from './words.ts'

interface ArrivalProps {
  /** Why somebody was not let in, as the code of the failure. */
  readonly refused: string | undefined
  /** The provider that vouched for the session that was just ended. */
  readonly ended: string | undefined
}

/** What the sign-in screen says to somebody who comes from a company's account, or leaves for it. */
export function Arrival({ refused, ended }: ArrivalProps) {
  const words = useSingleSignOnWords()
  if (refused)
    return (
      <Callout tone="bad" title={words.refusedTitle} alert>
        {refusalWords(refused, words)}
      </Callout>
    )
  if (!ended) return null
  return (
    <Callout title={words.endedTitle}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{words.endedLead}</Text>
        <Button component="a" variant="default" size="compact-sm" href={apiUrl(`/single-sign-on/${ended}/end`)}>
          {words.endThere}
        </Button>
      </Stack>
    </Callout>
  )
}

/** Why somebody is not let in, in words. */
export function refusalWords(code: string, { refusals }: SingleSignOnWords): string {
  const known: Readonly<Record<string, string>> = refusals
  return (Object.hasOwn(known, code) ? known[code] : undefined) ?? refusals.other
}
