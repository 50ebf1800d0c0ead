import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from '../../design/form-error.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useSignInWords } from '../../sign-in/words.ts'
import { QrPicture } from './qr-picture.tsx'
import { security, type TotpSetup } from './security.ts'

interface TotpSetupDialogProps {
  readonly onClose: () => void
  /** @param codes recovery codes, where this is the first factor */
  readonly onDone: (codes: readonly string[] | null) => void
}

/**
 * Sets up codes from an app: the picture, or its key typed, and a first code that shows that it worked. Opens when there
 * is something to show: before, somebody may be asked to prove who they are.
 */
export function TotpSetupDialog({ onClose, onDone }: TotpSetupDialogProps) {
  const { verbs } = useWords()
  const words = useSignInWords().security
  const setup = useQuery({
    queryKey: ['totp-setup'],
    queryFn: security.beginTotp,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Modal
      opened={!setup.isPending}
      onClose={onClose}
      title={words.setUpTitle}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      {setup.data ? <FirstCode setup={setup.data} onDone={onDone} /> : <FormError error={setup.error} />}
    </Modal>
  )
}

const figures = 6

function FirstCode({ setup, onDone }: { readonly setup: TotpSetup; readonly onDone: TotpSetupDialogProps['onDone'] }) {
  const shared = useWords()
  const words = useSignInWords().security
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => security.confirmTotp(code),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  const { code: wrong } = fieldErrors(confirm.error, shared)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        confirm.mutate()
      }}
    >
      <Stack>
        <Text size="sm">{words.scan}</Text>
        <QrPicture text={setup.uri} label={words.picture} />
        <div>
          <Text size="sm" mb={4}>
            {words.typed}
          </Text>
          <Code block style={{ whiteSpace: 'pre-wrap', letterSpacing: '0.06em' }}>
            {setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </Code>
        </div>
        {!wrong && <FormError error={confirm.error} />}
        <TextInput
          label={words.firstCode}
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', letterSpacing: '0.12em' } }}
          value={code}
          error={wrong}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending} disabled={code.replace(/\s/g, '').length !== figures}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
