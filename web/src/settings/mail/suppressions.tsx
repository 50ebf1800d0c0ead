import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { MailSuppression } from '@tendero/model/api'
import { useState } from 'react'
import { failed } from '../../design/notices.tsx'
import { Message } from '../../design/page-states.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { PagedList } from '../paged-list.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { suppressionsQuery, useSuppression } from './mail-data.ts'

/** The addresses that nothing is sent to: who, why and since when. */
export function Suppressions() {
  const own = useSettingsWords().mail
  const list = useInfiniteQuery(suppressionsQuery)
  return (
    <>
      <Text size="sm" c="dimmed">
        {own.suppression.lead}
      </Text>
      <BlockForm />
      <PagedList
        list={list}
        older={own.more}
        empty={
          <Message title={own.suppression.none} picture={<IconMailCheck size={40} stroke={1.2} />}>
            {own.suppression.noneLead}
          </Message>
        }
      >
        {(suppressions) => (
          <Sheet label={own.suppressed}>
            {suppressions.map((one) => (
              <SuppressionLine key={one.address} suppression={one} />
            ))}
          </Sheet>
        )}
      </PagedList>
    </>
  )
}

function BlockForm() {
  const words = useWords()
  const own = useSettingsWords().mail.suppression
  const [address, setAddress] = useState('')
  const { mutate, isPending, error } = useSuppression()
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        mutate({ address, blocked: true }, { onSuccess: () => setAddress('') })
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          flex="1 1 16rem"
          label={own.address}
          type="email"
          value={address}
          error={fieldErrors(error, words).address}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isPending} disabled={address.trim() === ''}>
          {own.block}
        </Button>
      </Group>
    </form>
  )
}

function SuppressionLine({ suppression }: { readonly suppression: MailSuppression }) {
  const { suppression: own, troubles } = useSettingsWords().mail
  const format = useFormat()
  const { mutate, isPending } = useSuppression()
  const { address, reason, answer, createdAt, by } = suppression
  const when = format.instant(createdAt)
  return (
    <Line
      title={address}
      subtitle={
        <>
          {by ? own.byWhom(by.name, when) : own.since(troubles[reason], when)}
          {answer && <em> {answer}</em>}
        </>
      }
      actions={
        <Button
          size="compact-sm"
          variant="light"
          aria-label={own.releaseOf(address)}
          loading={isPending}
          onClick={() => mutate({ address, blocked: false }, { onError: (error) => failed(error) })}
        >
          {own.release}
        </Button>
      }
    />
  )
}
