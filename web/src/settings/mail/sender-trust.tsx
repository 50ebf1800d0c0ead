import { Button, Group, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { MailSettings, SenderRecord } from '@tendero/model/api'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { Secret } from '../people/invite.tsx'
import { Part } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { DkimPart } from './dkim-part.tsx'
import { checkQuery } from './mail-data.ts'

/** What the DNS must say so that receivers trust the sender: the key, and a check of every record. */
export function SenderTrust({ settings }: { readonly settings: MailSettings }) {
  const own = useSettingsWords().mail
  if (settings.server === null && !settings.instanceServer) return <Text size="sm">{own.dkim.sender}</Text>
  return (
    <>
      {settings.server && <DkimPart dkim={settings.dkim} />}
      <Check />
    </>
  )
}

const verdictColours = { good: 'green', missing: 'orange', wrong: 'red', unknown: 'gray' } as const

function Check() {
  const { check } = useSettingsWords().mail
  const { data, error, isFetching, refetch } = useQuery(checkQuery)
  return (
    <Part
      title={check.title}
      lead={data && check.lead(data.domain)}
      action={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          {check.again}
        </Button>
      }
    >
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <PageLoading />}
      {data && (
        <Stack gap="lg">
          {(['spf', 'dkim', 'dmarc'] as const).map((name) => (
            <CheckedRecord key={name} title={check.names[name]} record={data[name]} />
          ))}
        </Stack>
      )}
    </Part>
  )
}

function CheckedRecord({ title, record }: { readonly title: string; readonly record: SenderRecord }) {
  const { check } = useSettingsWords().mail
  const { verdict, findings, name, found, wanted } = record
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} component="h3" size="sm">
          {title}
        </Text>
        <Pill color={verdictColours[verdict]}>{check.verdicts[verdict]}</Pill>
      </Group>
      {findings.map((finding) => (
        <Text key={finding} size="sm">
          {check.findings[finding]}
        </Text>
      ))}
      {found.length > 0 && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {check.found(name)}: {found.join(' — ')}
        </Text>
      )}
      {found.length === 0 && verdict === 'missing' && (
        <Text size="xs" c="dimmed">
          {check.nothing(name)}
        </Text>
      )}
      {wanted !== null && <Secret label={check.wanted(name)} value={wanted} />}
    </Stack>
  )
}
