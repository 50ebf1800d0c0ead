import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconCheck, IconSend, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { MailAction, MailContents, MailItem, MailState } from '@tendero/model/api'
import { useMemo, useState } from 'react'
import { Callout } from '../../design/callout.tsx'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { ScrollingRegion } from '../../design/scrolling-region.tsx'
import { useFormat } from '../../kernel/format.ts'
import { SideDrawer } from '../side-drawer.tsx'
import { useSettingsWords } from '../words.ts'
import classes from './mail.module.css'
import { contentsQuery, useMailAction } from './mail-data.ts'
import { mailPage } from './mail-page.ts'
import { stateColours } from './state-colours.ts'

interface MailReaderProps {
  readonly mail: MailItem
  readonly sends: boolean
  readonly onClose: () => void
}

/** One mail: what became of it, what can be done, and what it says. */
export function MailReader({ mail, sends, onClose }: MailReaderProps) {
  const { data, error, refetch } = useQuery(contentsQuery(mail))
  return (
    <SideDrawer onClose={onClose} size={720} title={mail.subject}>
      <Stack>
        <Facts mail={mail} />
        <Actions mail={mail} sends={sends} />
        {error && <Failed error={error} onRetry={() => void refetch()} />}
        {!error && !data && <PageLoading />}
        {data && <Contents mail={data} />}
      </Stack>
    </SideDrawer>
  )
}

function Facts({ mail }: Pick<MailReaderProps, 'mail'>) {
  const own = useSettingsWords().mail
  const format = useFormat()
  const { state, failure, answer, to, sentAt, createdAt } = mail
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {own.to(to.name ? `${to.name} <${to.address}>` : to.address)} · {format.instant(sentAt ?? createdAt)}
        </Text>
        <Pill color={stateColours[state]}>{own.states[state]}</Pill>
      </Group>
      {state === 'uncertain' && <Callout tone="warning">{own.uncertainLead}</Callout>}
      {failure && (
        <Callout tone={state === 'failed' ? 'bad' : 'warning'} title={own.troubles[failure]}>
          {answer}
        </Callout>
      )}
      {!failure && answer && (
        <Text size="xs" c="dimmed">
          {own.answer}: {answer}
        </Text>
      )}
    </>
  )
}

const offered: Readonly<Record<MailState, readonly MailAction[]>> = {
  kept: ['sending', 'cancellation'],
  queued: ['sending', 'cancellation'],
  sending: [],
  sent: [],
  failed: ['sending'],
  uncertain: ['confirmation', 'sending'],
  suppressed: ['sending'],
  cancelled: ['sending'],
}

const icons = { sending: IconSend, cancellation: IconX, confirmation: IconCheck } as const

function Actions({ mail: { id, state }, sends }: Pick<MailReaderProps, 'mail' | 'sends'>) {
  const own = useSettingsWords().mail
  const { mutate, isPending } = useMailAction()
  const again = state !== 'kept' && state !== 'queued'
  return (
    <Group gap="xs">
      {offered[state].map((action) => {
        const Icon = icons[action]
        return (
          <Button
            key={action}
            variant={action === 'cancellation' ? 'default' : 'light'}
            leftSection={<Icon size={16} aria-hidden />}
            disabled={action === 'sending' && !sends}
            loading={isPending}
            onClick={() => mutate({ action, ids: [id] })}
          >
            {action === 'sending' && again ? own.sendAgain : own.actions[action]}
          </Button>
        )
      })}
    </Group>
  )
}

function Contents({ mail: { content, subject } }: { readonly mail: MailContents }) {
  const own = useSettingsWords().mail
  const [as, setAs] = useState<string>('html')
  const html = useMemo(() => (content ? mailPage(content.html) : ''), [content])
  if (!content) return <Callout>{own.hidden}</Callout>
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={own.view}
        value={as}
        onChange={setAs}
        data={[
          { value: 'html', label: own.asHtml },
          { value: 'text', label: own.asText },
        ]}
      />
      {as === 'html' ? (
        // No scripts and no origin: whatever was written into it can do nothing but be read, and have its links opened.
        <iframe
          className={classes.frame}
          title={`${own.message}: ${subject}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={html}
        />
      ) : (
        <ScrollingRegion className={classes.text} aria-label={own.message}>
          {content.text}
        </ScrollingRegion>
      )}
    </Stack>
  )
}
