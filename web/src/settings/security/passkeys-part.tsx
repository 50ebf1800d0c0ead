import { ActionIcon, Button, Text } from '@mantine/core'
import { IconFingerprint, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import type { Passkey } from '@tendero/model/api'
import { useState } from 'react'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { useFormat } from '../../kernel/format.ts'
import { canUsePasskeys } from '../../sign-in/passkey.ts'
import { useSignInWords } from '../../sign-in/words.ts'
import { Part } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { PasskeyEditor } from './passkey-editor.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { refreshSecurity, security, useSecurity } from './security.ts'

type Asked =
  | { readonly add: true }
  | { readonly rename: Passkey }
  | { readonly remove: Passkey }
  | { readonly codes: readonly string[] }
  | null

export function PasskeysPart({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const words = useSignInWords().security
  const [asked, setAsked] = useState<Asked>(null)
  const close = (): void => setAsked(null)
  const added = (codes: readonly string[] | null): void => {
    void refreshSecurity()
    setAsked(codes ? { codes } : null)
  }
  return (
    <Part
      title={words.passkeys}
      lead={words.passkeysLead}
      action={
        canUsePasskeys && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAsked({ add: true })}
          >
            {words.addPasskey}
          </Button>
        )
      }
    >
      {passkeys.length > 0 && (
        <Sheet label={words.passkeys}>
          {passkeys.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} onAsk={setAsked} />
          ))}
        </Sheet>
      )}
      {(passkeys.length === 0 || !canUsePasskeys) && (
        <Text size="sm" c="dimmed">
          {canUsePasskeys ? words.noPasskeys : words.passkeysNeedName}
        </Text>
      )}
      {asked && 'add' in asked && <PasskeyEditor onClose={close} onAdded={added} />}
      {asked && 'rename' in asked && <PasskeyEditor passkey={asked.rename} onClose={close} onAdded={added} />}
      {asked && 'remove' in asked && <RemovePasskey passkey={asked.remove} onClose={close} />}
      {asked && 'codes' in asked && <RecoveryCodes codes={asked.codes} onClose={close} />}
    </Part>
  )
}

function PasskeyLine({ passkey, onAsk }: { readonly passkey: Passkey; readonly onAsk: (asked: Asked) => void }) {
  const words = useSignInWords().security
  const format = useFormat()
  const { name, createdAt, usedAt } = passkey
  const used = usedAt ? words.passkeyUsed(format.relative(usedAt)) : words.neverUsed
  return (
    <Line
      mark={<IconFingerprint size={20} stroke={1.6} aria-hidden />}
      title={name}
      subtitle={`${words.passkeyMade(format.relative(createdAt))} · ${used}`}
      actions={
        <>
          <ActionIcon aria-label={words.renamePasskey(name)} onClick={() => onAsk({ rename: passkey })}>
            <IconPencil size={18} stroke={1.6} />
          </ActionIcon>
          <ActionIcon aria-label={words.removePasskey(name)} onClick={() => onAsk({ remove: passkey })}>
            <IconTrash size={18} stroke={1.6} />
          </ActionIcon>
        </>
      }
    />
  )
}

function RemovePasskey({ passkey, onClose }: { readonly passkey: Passkey; readonly onClose: () => void }) {
  const words = useSignInWords().security
  const remove = useSecurity(security.removePasskey, words.passkeyRemoved(passkey.name), onClose)
  return (
    <ConfirmDialog
      title={words.removePasskey(passkey.name)}
      lead={words.removePasskeyLead}
      verb={words.takeAway}
      loading={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(passkey.id)}
      onClose={onClose}
    />
  )
}
