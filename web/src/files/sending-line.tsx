import { ActionIcon, Progress, Text, Tooltip } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { ApiError } from '@tendero/model/client'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { errorWords } from '../kernel/problems.ts'
import { PanelItem } from '../sales/panel.tsx'
import { attach, dismiss, type Sending } from './uploads.ts'
import { useFileWords } from './words.ts'

/** A file on its way: how far it is, to be taken back; or why it did not arrive, to be tried again. */
export function SendingLine({ sending }: { readonly sending: Sending }) {
  const words = useFileWords()
  const { key, file, target, gone, error, cancel } = sending
  const again = (): void => {
    dismiss(key)
    void attach(target, [file], words)
  }
  const stop = error ? words.dismiss(file.name) : words.cancel(file.name)
  return (
    <PanelItem
      title={file.name}
      details={
        error ? (
          <Refusal error={error} />
        ) : (
          <Progress value={gone * 100} size="sm" my={4} aria-label={words.uploading(file.name)} />
        )
      }
    >
      {error !== undefined && (
        <Tooltip label={words.retry(file.name)}>
          <ActionIcon size={26} aria-label={words.retry(file.name)} onClick={again}>
            <IconRefresh size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={stop}>
        <ActionIcon size={26} aria-label={stop} onClick={error ? () => dismiss(key) : cancel}>
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </PanelItem>
  )
}

function Refusal({ error }: { readonly error: unknown }) {
  const words = useFileWords()
  const shared = useWords()
  const format = useFormat()
  const problem = error instanceof ApiError ? error.problem : undefined
  const most = problem?.code === 'file_too_large' ? problem.details?.most : undefined
  return (
    <Text span inherit c="var(--tendero-danger)" role="alert">
      {typeof most === 'number' ? words.tooLarge(format.bytes(most)) : errorWords(error, shared)}
    </Text>
  )
}
