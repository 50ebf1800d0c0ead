import { ActionIcon, Button } from '@mantine/core'
import { IconHistory, IconPlus, IconWebhook } from '@tabler/icons-react'
import { useState } from 'react'
import { Message } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { type Kept, useAll } from '../data.ts'
import { useFieldChoices } from '../field-labels.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { MadeSecret } from './made-secret.tsx'
import { WebhookEditor } from './webhook-editor.tsx'

type Webhook = Kept<'webhook'>

type Asked = { readonly edit: Webhook | undefined } | { readonly log: Webhook } | { readonly secret: string } | null

/** The addresses that are told of changes. */
export function WebhooksSection() {
  const words = useSettingsWords()
  const own = words.webhooks
  const webhooks = useAll('webhook')
  const [asked, setAsked] = useState<Asked>(null)
  const close = (): void => setAsked(null)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({ edit: undefined })}>
      {own.add}
    </Button>
  )
  return (
    <SectionFrame {...words.sections.webhooks} action={webhooks.length > 0 && add}>
      {webhooks.length === 0 ? (
        <Message title={own.none} picture={<IconWebhook size={40} stroke={1.2} />} action={add}>
          {own.noneLead}
        </Message>
      ) : (
        <Sheet label={words.sections.webhooks.title}>
          {webhooks.map((webhook) => (
            <WebhookLine
              key={webhook.id}
              webhook={webhook}
              onOpen={() => setAsked({ edit: webhook })}
              onLog={() => setAsked({ log: webhook })}
            />
          ))}
        </Sheet>
      )}
      {asked && 'edit' in asked && (
        <WebhookEditor webhook={asked.edit} onClose={close} onSecret={(secret) => setAsked({ secret })} />
      )}
      {asked && 'log' in asked && <DeliveryLog webhook={asked.log} onClose={close} />}
      {asked && 'secret' in asked && <MadeSecret secret={asked.secret} onClose={close} />}
    </SectionFrame>
  )
}

interface WebhookLineProps {
  readonly webhook: Webhook
  readonly onOpen: () => void
  readonly onLog: () => void
}

function WebhookLine({ webhook, onOpen, onLog }: WebhookLineProps) {
  const own = useSettingsWords().webhooks
  const reason = useFieldChoices('webhook', 'stopped').find(({ value }) => value === webhook.stopped)
  const events = webhook.events?.length
  return (
    <Line
      title={webhook.name}
      subtitle={`${webhook.url} · ${events ? own.eventCount(events) : own.allEvents}`}
      faded={!webhook.active}
      onOpen={onOpen}
      cells={
        webhook.active ? (
          <Pill color="green">{own.active}</Pill>
        ) : (
          <Pill color={reason ? 'red' : 'gray'}>{reason?.label ?? own.paused}</Pill>
        )
      }
      actions={
        <ActionIcon aria-label={own.logOf(webhook.name)} title={own.log} onClick={onLog}>
          <IconHistory size={18} stroke={1.6} />
        </ActionIcon>
      }
    />
  )
}
