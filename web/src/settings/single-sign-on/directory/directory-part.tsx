import { ActionIcon, Button, Modal, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { ScimToken } from '@tendero/model/api'
import { useState } from 'react'
import { ConfirmDialog } from '../../../design/confirm-dialog.tsx'
import { notice } from '../../../design/notices.tsx'
import { Pill } from '../../../design/pill.tsx'
import { useFormat } from '../../../kernel/format.ts'
import { useWords } from '../../../kernel/language.ts'
import { useAll, useNameOf } from '../../data.ts'
import { Secret } from '../../people/invite.tsx'
import { Part } from '../../section-frame.tsx'
import { Line, Sheet } from '../../sheet.tsx'
import { NewToken } from './new-token.tsx'
import { tokensQuery, useRevokeToken } from './tokens.ts'
import { useDirectoryWords } from './words.ts'

type Asked = { readonly add: true } | { readonly made: string } | { readonly revoke: ScimToken } | null

/** The directories that tell of people, and the address that they do it at. */
export function DirectoryPart() {
  const words = useDirectoryWords()
  const { items } = useSuspenseQuery(tokensQuery).data
  const [asked, setAsked] = useState<Asked>(null)
  const close = (): void => setAsked(null)
  return (
    <Part
      title={words.title}
      lead={words.lead}
      action={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setAsked({ add: true })}
        >
          {words.add}
        </Button>
      }
    >
      {items.length > 0 && (
        <>
          <Secret value={`${window.location.origin}/api/scim/v2`} label={words.address} />
          <Sheet label={words.tokens}>
            {items.map((token) => (
              <TokenLine key={token.id} token={token} onRevoke={() => setAsked({ revoke: token })} />
            ))}
          </Sheet>
        </>
      )}
      {asked && 'add' in asked && <NewToken onClose={close} onMade={(made) => setAsked({ made })} />}
      {asked && 'made' in asked && <MadeToken token={asked.made} onClose={close} />}
      {asked && 'revoke' in asked && <RevokeToken token={asked.revoke} onClose={close} />}
    </Part>
  )
}

function TokenLine({ token, onRevoke }: { readonly token: ScimToken; readonly onRevoke: () => void }) {
  const words = useDirectoryWords()
  const format = useFormat()
  const nameOf = useNameOf()
  const role = useAll('role').find(({ id }) => id === token.role)
  const used = token.lastUsedAt ? words.used(format.relative(token.lastUsedAt)) : words.neverUsed
  return (
    <Line
      title={token.name}
      subtitle={`${token.prefix}… · ${used}`}
      faded={token.revokedAt !== null}
      cells={
        <>
          {role && <Pill>{nameOf(role)}</Pill>}
          {token.revokedAt && <Pill color="red">{words.revoked}</Pill>}
        </>
      }
      actions={
        !token.revokedAt && (
          <ActionIcon aria-label={words.revokeOne(token.name)} title={words.revoke} onClick={onRevoke}>
            <IconTrash size={18} stroke={1.6} />
          </ActionIcon>
        )
      }
    />
  )
}

function MadeToken({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const { verbs } = useWords()
  const words = useDirectoryWords()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.madeTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      <Stack>
        <Text size="sm">{words.madeLead}</Text>
        <Secret value={token} label={words.token} />
        <Button variant="default" onClick={onClose} style={{ alignSelf: 'flex-end' }}>
          {verbs.done}
        </Button>
      </Stack>
    </Modal>
  )
}

function RevokeToken({ token, onClose }: { readonly token: ScimToken; readonly onClose: () => void }) {
  const words = useDirectoryWords()
  const revoke = useRevokeToken()
  const gone = (): void => {
    onClose()
    notice(words.nowRevoked(token.name))
  }
  return (
    <ConfirmDialog
      title={words.revokeOne(token.name)}
      lead={words.revokeLead}
      verb={words.revoke}
      loading={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(token.id, { onSuccess: gone })}
      onClose={onClose}
    />
  )
}
