import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { api } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { fieldErrors } from '../kernel/problems.ts'
import { canUsePasskeys, showPasskey, wasDeclined } from './passkey.ts'
import { useSignInWords } from './words.ts'

interface ReauthenticationDialogProps {
  /** @param shown whether the person has shown who they are */
  readonly onDone: (shown: boolean) => void
}

/** Asks who is there once more: before something is changed that decides who gets in. */
export function ReauthenticationDialog({ onDone }: ReauthenticationDialogProps) {
  const { verbs, ...shared } = useWords()
  const words = useSignInWords().proof
  const [password, setPassword] = useState('')
  const prove = useMutation({
    mutationFn: async (by: 'password' | 'passkey') =>
      api.reauthenticate(by === 'password' ? { password } : { passkey: await showPasskey() }),
    onSuccess: () => onDone(true),
  })
  const { password: wrong } = fieldErrors(prove.error, { verbs, ...shared })
  return (
    <Modal
      opened
      onClose={() => onDone(false)}
      title={words.title}
      closeButtonProps={{ 'aria-label': verbs.close }}
      zIndex={400}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          prove.mutate('password')
        }}
      >
        <Stack>
          <Text size="sm">{words.lead}</Text>
          {!wrong && <FormError error={wasDeclined(prove.error) ? null : prove.error} />}
          <PasswordInput
            label={words.password}
            autoComplete="current-password"
            data-autofocus
            value={password}
            error={wrong}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group justify="space-between">
            {canUsePasskeys ? (
              <Button
                variant="subtle"
                leftSection={<IconFingerprint size={18} stroke={1.6} aria-hidden />}
                onClick={() => prove.mutate('passkey')}
              >
                {words.usePasskey}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" loading={prove.isPending} disabled={password === ''}>
              {words.go}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
