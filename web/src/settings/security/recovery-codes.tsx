import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { useWords } from '../../kernel/language.ts'
import { useSignInWords } from '../../sign-in/words.ts'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onClose: () => void
}

/** The recovery codes, once: they are kept as fingerprints alone. */
export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  const { verbs } = useWords()
  const words = useSignInWords().security
  const text = codes.join('\n')
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.codesTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      <Stack>
        <Text size="sm">{words.codesLead}</Text>
        <Code block style={{ columnCount: 2, lineHeight: 1.9 }} aria-label={words.recoveryCodes}>
          {text}
        </Code>
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              >
                {copied ? verbs.copied : words.copyCodes}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
            download={words.codesFile}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {words.downloadCodes}
          </Button>
        </Group>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {words.codesKept}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
