import { ActionIcon, Button, Code, Modal, Stack, Text } from '@mantine/core'
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { KeyPurpose } from '@tendero/model/api'
import { useState } from 'react'
import { AnchorLink } from '../../design/links.tsx'
import { Message } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { useAll, useNameOf } from '../data.ts'
import { Secret } from '../people/invite.tsx'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { type ApiKey, apiKeysQuery } from './api-keys.ts'
import { AssistantConfiguration, ConnectAssistant } from './connect-assistant.tsx'
import { NewKey } from './new-key.tsx'
import { RevokeKey } from './revoke-key.tsx'

type Asked =
  | { readonly add: true }
  | { readonly made: string; readonly purpose: KeyPurpose }
  | { readonly revoke: ApiKey }
  | null

export function ApiKeysSection() {
  const words = useSettingsWords()
  const { data } = useSuspenseQuery(apiKeysQuery)
  const { slug } = useSession().workspace
  const [asked, setAsked] = useState<Asked>(null)
  const close = (): void => setAsked(null)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({ add: true })}>
      {words.keys.add}
    </Button>
  )
  return (
    <SectionFrame {...words.sections['api-keys']} action={data.items.length > 0 && add}>
      {data.items.length === 0 ? (
        <Message title={words.keys.none} picture={<IconKey size={40} stroke={1.2} />} action={add}>
          {words.keys.noneLead}
        </Message>
      ) : (
        <Sheet label={words.sections['api-keys'].title}>
          {data.items.map((key) => (
            <KeyLine key={key.id} apiKey={key} onRevoke={() => setAsked({ revoke: key })} />
          ))}
        </Sheet>
      )}
      <AnchorLink size="sm" to="/api/docs" search={{ workspace: slug }} preload={false} reloadDocument>
        {words.keys.docs}
      </AnchorLink>
      <ConnectAssistant />
      {asked && 'add' in asked && <NewKey onClose={close} onMade={(made, purpose) => setAsked({ made, purpose })} />}
      {asked && 'made' in asked && <MadeKey apiKey={asked.made} purpose={asked.purpose} onClose={close} />}
      {asked && 'revoke' in asked && <RevokeKey apiKey={asked.revoke} onClose={close} />}
    </SectionFrame>
  )
}

function KeyLine({ apiKey, onRevoke }: { readonly apiKey: ApiKey; readonly onRevoke: () => void }) {
  const words = useSettingsWords().keys
  const format = useFormat()
  const nameOf = useNameOf()
  const role = useAll('role').find(({ id }) => id === apiKey.role)
  const owner = useAll('user').find(({ id }) => id === apiKey.user)
  const facts = [
    `${apiKey.prefix}…`,
    words.made(format.relative(apiKey.createdAt), owner?.name),
    apiKey.lastUsedAt ? words.used(format.relative(apiKey.lastUsedAt)) : words.neverUsed,
  ]
  return (
    <Line
      title={apiKey.name}
      subtitle={facts.join(' · ')}
      faded={apiKey.revokedAt !== null}
      cells={
        <>
          {apiKey.purpose !== 'program' && <Pill>{words.purposes[apiKey.purpose].label}</Pill>}
          {role && <Pill>{nameOf(role)}</Pill>}
          {apiKey.revokedAt && <Pill color="red">{words.revoked}</Pill>}
        </>
      }
      actions={
        !apiKey.revokedAt && (
          <ActionIcon aria-label={words.revokeOne(apiKey.name)} title={words.revoke} onClick={onRevoke}>
            <IconTrash size={18} stroke={1.6} />
          </ActionIcon>
        )
      }
    />
  )
}

interface MadeKeyProps {
  readonly apiKey: string
  readonly purpose: KeyPurpose
  readonly onClose: () => void
}

function MadeKey({ apiKey, purpose, onClose }: MadeKeyProps) {
  const words = useWords()
  const own = useSettingsWords().keys
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={own.madeTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Stack>
        <Text size="sm">{own.madeLead}</Text>
        <Secret value={apiKey} label={own.key} />
        {purpose === 'program' ? <FirstCommand apiKey={apiKey} /> : <AssistantConfiguration apiKey={apiKey} />}
        <Button variant="default" onClick={onClose} style={{ alignSelf: 'flex-end' }}>
          {words.verbs.done}
        </Button>
      </Stack>
    </Modal>
  )
}

function FirstCommand({ apiKey }: { readonly apiKey: string }) {
  return (
    <>
      <Text size="sm">{useSettingsWords().keys.tryIt}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {`curl -H "Authorization: Bearer ${apiKey}" ${window.location.origin}/api/v1/accounts`}
      </Code>
    </>
  )
}
