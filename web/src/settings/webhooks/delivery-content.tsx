import { Button, Code, Stack, Text } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { WebhookDelivery } from '@tendero/model/api'
import { failed } from '../../design/notices.tsx'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import type { Kept } from '../data.ts'
import { useSettingsWords } from '../words.ts'
import { deliveryQuery, useReplay } from './webhooks.ts'

interface DeliveryContentProps {
  readonly webhook: Kept<'webhook'>
  readonly delivery: WebhookDelivery
}

/** The message, what came back, and the button that sends it once more. */
export function DeliveryContent({ webhook, delivery }: DeliveryContentProps) {
  const own = useSettingsWords().webhooks
  const { data, error, refetch } = useQuery(deliveryQuery(webhook.id, delivery))
  const { mutate: replay, isPending } = useReplay(webhook.id)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading />
  return (
    <Stack gap="xs">
      {data.failure && data.failure !== 'status' && <Text size="sm">{own.failures[data.failure]}</Text>}
      <Shown label={own.message} text={indented(data.body)} />
      {data.answer !== null && <Shown label={own.answer} text={data.answer === '' ? own.emptyAnswer : data.answer} />}
      <Button
        variant="default"
        leftSection={<IconRepeat size={16} aria-hidden />}
        loading={isPending}
        disabled={!webhook.active}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => replay(delivery.id, { onError: (reason) => failed(reason) })}
      >
        {own.replay}
      </Button>
    </Stack>
  )
}

function Shown({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Code
        block
        // Keyboards scroll what they can reach.
        tabIndex={0}
        role="region"
        aria-label={label}
        mah={320}
        style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {text}
      </Code>
    </div>
  )
}

function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2)
}
