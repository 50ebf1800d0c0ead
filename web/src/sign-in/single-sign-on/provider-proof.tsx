import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useWords } from '../../kernel/language.ts'
import { apiUrl } from '../../kernel/transport.ts'
import { useSingleSignOnWords } from './words.ts'

interface ProviderProofProps {
  /** The id of who vouches for the session. */
  readonly provider: string
  readonly onClose: () => void
}

/** Asks who is there once more, of the account that somebody came in with. */
export function ProviderProof({ provider, onClose }: ProviderProofProps) {
  const { verbs } = useWords()
  const words = useSingleSignOnWords()
  const { href } = useLocation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.againTitle}
      closeButtonProps={{ 'aria-label': verbs.close }}
      zIndex={400}
    >
      <Stack>
        <Text size="sm">{words.againLead}</Text>
        <Group justify="flex-end">
          <Button component="a" href={apiUrl(`/single-sign-on/${provider}/start`, { next: href })} data-autofocus>
            {words.again}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
