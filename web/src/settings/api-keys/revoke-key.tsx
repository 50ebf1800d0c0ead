import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { notice } from '../../design/notices.tsx'
import { useSettingsWords } from '../words.ts'
import { type ApiKey, useRevokeKey } from './api-keys.ts'

export function RevokeKey({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const own = useSettingsWords().keys
  const revoke = useRevokeKey()
  const go = (): void =>
    revoke.mutate(apiKey.id, {
      onSuccess: () => {
        onClose()
        notice(own.nowRevoked(apiKey.name))
      },
    })
  return (
    <ConfirmDialog
      title={own.revokeOne(apiKey.name)}
      lead={own.revokeLead}
      verb={own.revoke}
      loading={revoke.isPending}
      error={revoke.error}
      onConfirm={go}
      onClose={onClose}
    />
  )
}
