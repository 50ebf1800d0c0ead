import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { FormError } from './form-error.tsx'

interface ConfirmDialogProps {
  readonly title: string
  /** What will be gone. */
  readonly lead: string
  readonly verb: string
  readonly loading: boolean
  /** Why it was refused, if it was. */
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before what nothing brings back; all else offers to be undone. */
export function ConfirmDialog({ title, lead, verb, loading, error, onConfirm, onClose }: ConfirmDialogProps) {
  const { verbs } = useWords()
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': verbs.close }}>
      <Stack>
        <FormError error={error} />
        <Text size="sm">{lead}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {verbs.cancel}
          </Button>
          <Button color="red.9" loading={loading} onClick={onConfirm}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
