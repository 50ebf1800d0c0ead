import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Passkey } from '@tendero/model/api'
import { useState } from 'react'
import { FormError } from '../../design/form-error.tsx'
import { notice } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { wasDeclined } from '../../sign-in/passkey.ts'
import { useSignInWords } from '../../sign-in/words.ts'
import { refreshSecurity, security } from './security.ts'

interface PasskeyEditorProps {
  /** The one that is renamed; none for a new one. */
  readonly passkey?: Passkey
  readonly onClose: () => void
  readonly onAdded: (codes: readonly string[] | null) => void
}

/** Names a passkey; a new one is then made by the browser. */
export function PasskeyEditor({ passkey, onClose, onAdded }: PasskeyEditorProps) {
  const { verbs } = useWords()
  const words = useSignInWords().security
  const [name, setName] = useState(passkey?.name ?? '')
  const add = useMutation({
    mutationFn: () => security.addPasskey(name.trim()),
    onSuccess: ({ recoveryCodes }) => {
      notice(words.passkeyAdded(name.trim()))
      onAdded(recoveryCodes)
    },
  })
  const rename = useMutation({
    mutationFn: (id: string) => security.renamePasskey(id, name.trim()),
    onSuccess: () => {
      onClose()
      return refreshSecurity()
    },
  })
  const { error } = passkey ? rename : add
  return (
    <Modal
      opened
      onClose={onClose}
      title={passkey ? words.renamePasskey(passkey.name) : words.addPasskey}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (passkey) rename.mutate(passkey.id)
          else add.mutate()
        }}
      >
        <Stack>
          <FormError error={wasDeclined(error) ? null : error} />
          <TextInput
            label={words.passkeyName}
            placeholder={words.passkeyExample}
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {verbs.cancel}
            </Button>
            <Button type="submit" loading={add.isPending || rename.isPending} disabled={name.trim() === ''}>
              {passkey ? verbs.save : words.addPasskey}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
