import { ActionIcon } from '@mantine/core'
import { IconMailForward, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { OpenInvitation } from '@tendero/model/api'
import { useState } from 'react'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { notice } from '../../design/notices.tsx'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import type { Kept } from '../data.ts'
import { Part } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { openInvitationsQuery, useResend, useRevokeInvitation } from './invitations.ts'

interface Named {
  readonly invitation: OpenInvitation
  readonly name: string
}

/** Who was invited and has not come yet; nothing where everybody has. */
export function OpenInvitations({ people }: { readonly people: readonly Kept<'user'>[] }) {
  const own = useSettingsWords().people
  // Whoever may see people but not invite is refused: they are shown no invitations.
  const { data } = useQuery({ ...openInvitationsQuery, retry: false })
  const [revoked, setRevoked] = useState<Named | null>(null)
  if (!data || data.items.length === 0) return null
  const nameOf = ({ user, email }: OpenInvitation): string => people.find(({ id }) => id === user)?.name ?? email
  return (
    <Part title={own.invited}>
      <Sheet label={own.invited}>
        {data.items.map((invitation) => (
          <InvitationLine
            key={invitation.id}
            invitation={invitation}
            name={nameOf(invitation)}
            onRevoke={() => setRevoked({ invitation, name: nameOf(invitation) })}
          />
        ))}
      </Sheet>
      {revoked && <RevokeInvitation {...revoked} onClose={() => setRevoked(null)} />}
    </Part>
  )
}

function InvitationLine({ invitation, name, onRevoke }: Named & { readonly onRevoke: () => void }) {
  const own = useSettingsWords().people
  const format = useFormat()
  const { id, email, expiresAt, expired } = invitation
  const resend = useResend(own.resent(email))
  return (
    <Line
      title={name}
      subtitle={`${email} · ${own.invitedUntil(format.instant(expiresAt))}`}
      faded={expired}
      cells={expired && <Pill color="orange">{own.expired}</Pill>}
      actions={
        <>
          <ActionIcon
            aria-label={own.resendTo(name)}
            title={own.resend}
            loading={resend.isPending}
            onClick={() => resend.mutate(id)}
          >
            <IconMailForward size={18} stroke={1.6} />
          </ActionIcon>
          <ActionIcon aria-label={own.revokeInvitation(name)} title={own.revoke} onClick={onRevoke}>
            <IconTrash size={18} stroke={1.6} />
          </ActionIcon>
        </>
      }
    />
  )
}

function RevokeInvitation({ invitation, name, onClose }: Named & { readonly onClose: () => void }) {
  const own = useSettingsWords().people
  const revoke = useRevokeInvitation()
  const go = (): void =>
    revoke.mutate(invitation.id, {
      onSuccess: () => {
        onClose()
        notice(own.invitationRevoked)
      },
    })
  return (
    <ConfirmDialog
      title={own.revokeInvitation(name)}
      lead={own.revokeInvitationLead}
      verb={own.revoke}
      loading={revoke.isPending}
      error={revoke.error}
      onConfirm={go}
      onClose={onClose}
    />
  )
}
