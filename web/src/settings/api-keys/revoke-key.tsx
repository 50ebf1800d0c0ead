import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { FormError } from '../../design/form-error.tsx'
import { notice } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { useSettingsWords } from '../words.ts'
import { type ApiKey, useRevokeKey } from './api-keys.ts'

/** Nothing brings a revoked key back, so this asks first. */
export function RevokeKey({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const words = useWords()
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
    <Modal
      opened
      onClose={onClose}
      title={own.revokeOne(apiKey.name)}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Stack>
        <FormError error={revoke.error} />
        <Text size="sm">{own.revokeLead}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {words.verbs.cancel}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={go}>
            {own.revoke}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
