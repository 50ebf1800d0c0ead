import { Accordion, Button, Group, Stack, Text } from '@mantine/core'
import { IconHistory, IconSend } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { WebhookDelivery } from '@tendero/model/api'
import { useState } from 'react'
import { failed } from '../../design/notices.tsx'
import { Message } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import type { Kept } from '../data.ts'
import { PagedList } from '../paged-list.tsx'
import { SideDrawer } from '../side-drawer.tsx'
import { useSettingsWords } from '../words.ts'
import { DeliveryContent } from './delivery-content.tsx'
import { deliveriesQuery, useTestMessage } from './webhooks.ts'

interface DeliveryLogProps {
  readonly webhook: Kept<'webhook'>
  readonly onClose: () => void
}

/** What was sent to a webhook in the last thirty days, and what came back. */
export function DeliveryLog({ webhook, onClose }: DeliveryLogProps) {
  const own = useSettingsWords().webhooks
  const { mutate: test, isPending } = useTestMessage(webhook.id)
  return (
    <SideDrawer onClose={onClose} size={680} title={own.logOf(webhook.name)}>
      <Stack>
        <Group justify="space-between">
          <Text size="sm" c="dimmed" flex="1 1 16rem">
            {own.logLead}
          </Text>
          <Button
            variant="default"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={isPending}
            disabled={!webhook.active}
            onClick={() => test(undefined, { onError: (error) => failed(error) })}
          >
            {own.test}
          </Button>
        </Group>
        <Deliveries webhook={webhook} />
      </Stack>
    </SideDrawer>
  )
}

function Deliveries({ webhook }: Pick<DeliveryLogProps, 'webhook'>) {
  const own = useSettingsWords().webhooks
  const [open, setOpen] = useState<string | null>(null)
  const list = useInfiniteQuery(deliveriesQuery(webhook.id))
  return (
    <PagedList
      list={list}
      older={own.more}
      empty={
        <Message title={own.logEmpty} picture={<IconHistory size={40} stroke={1.2} />}>
          {own.logEmptyLead}
        </Message>
      }
    >
      {(deliveries) => (
        <Accordion variant="separated" value={open} onChange={setOpen} order={3}>
          {deliveries.map((delivery) => (
            <Accordion.Item key={delivery.id} value={delivery.id}>
              <Accordion.Control>
                <DeliveryHead delivery={delivery} />
              </Accordion.Control>
              <Accordion.Panel>
                {open === delivery.id && <DeliveryContent webhook={webhook} delivery={delivery} />}
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </PagedList>
  )
}

const colours = { delivered: 'green', waiting: 'orange', failed: 'red' } as const

function DeliveryHead({ delivery }: { readonly delivery: WebhookDelivery }) {
  const own = useSettingsWords().webhooks
  const format = useFormat()
  const { topic, state, status, attempts, createdAt, nextAttemptAt, milliseconds } = delivery
  const facts = [
    format.instant(createdAt),
    attempts > 0 && own.attempts(attempts),
    milliseconds !== null && own.took(format.number(milliseconds)),
    state === 'waiting' && attempts > 0 && nextAttemptAt && own.nextAttempt(format.relative(nextAttemptAt)),
  ]
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <div>
        <Text size="sm" fw={500} span display="block" style={{ overflowWrap: 'anywhere' }}>
          {topic}
        </Text>
        <Text size="xs" c="dimmed" span display="block">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Pill color={colours[state]}>
        {own.states[state]}
        {status === null ? '' : ` ${status}`}
      </Pill>
    </Group>
  )
}
