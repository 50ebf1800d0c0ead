import { Button, Modal, Stack, Text } from '@mantine/core'
import { useWords } from '../../kernel/language.ts'
import { Secret } from '../people/invite.tsx'
import { useSettingsWords } from '../words.ts'

interface MadeSecretProps {
  readonly secret: string
  readonly onClose: () => void
}

/** The secret that messages are signed with, shown this once. */
export function MadeSecret({ secret, onClose }: MadeSecretProps) {
  const words = useWords()
  const own = useSettingsWords().webhooks
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={own.secretTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Stack>
        <Text size="sm">{own.secretLead}</Text>
        <Secret value={secret} label={own.secret} />
        <Button variant="default" onClick={onClose} style={{ alignSelf: 'flex-end' }}>
          {words.verbs.done}
        </Button>
      </Stack>
    </Modal>
  )
}
