import { ActionIcon, Button, FileButton, Group, Input, Progress, Text, Tooltip } from '@mantine/core'
import { IconUpload, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { FileValue } from '@tendero/model/fields/file'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useWords } from '../kernel/language.ts'
import { errorWords } from '../kernel/problems.ts'
import { upload } from '../kernel/upload.ts'
import type { InputProps } from './field-kind.tsx'
import { readFile } from './read-file.ts'

interface FileInputProps extends InputProps<FileValue> {
  /** Which files the browser offers: 'image/*'. */
  readonly accept?: string
  /** How the file that is there is shown. */
  readonly show: (file: FileValue) => ReactNode
}

/** One file, chosen or dropped: it goes over at once, and the record takes it when it is saved. */
export function FileInput({ accept, show, ...props }: FileInputProps) {
  const words = useWords()
  const { field, value, label, error, description, required, disabled, onChange, onDone } = props
  const [gone, setGone] = useState(0)
  const sending = useMutation({
    mutationFn: async (file: File) =>
      (await upload('/files', { file, query: { name: file.name }, onProgress: setGone })).value,
    onSuccess: (made) => {
      onChange(readFile(made))
      onDone?.()
    },
    onSettled: () => setGone(0),
  })
  const take = (file: File | null | undefined): void => {
    if (file && !disabled) sending.mutate(file)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    take(event.dataTransfer.files[0])
  }
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description}
      withAsterisk={required}
      error={error ?? (sending.error ? errorWords(sending.error, words) : undefined)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <Group gap="sm" wrap="nowrap" mt={label ? 4 : 0}>
        {value && show(value)}
        {value && !field.required && (
          <Tooltip label={words.fields.clear(field.label)}>
            <ActionIcon
              size={26}
              aria-label={words.fields.clear(field.label)}
              disabled={disabled}
              onClick={() => {
                onChange(null)
                onDone?.()
              }}
            >
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <FileButton onChange={take} accept={accept} disabled={disabled}>
          {(button) => (
            <Button
              {...button}
              variant="default"
              size="compact-sm"
              autoFocus={props.autoFocus}
              data-autofocus={props.autoFocus || undefined}
              aria-label={`${value ? words.fields.replaceFile : words.fields.chooseFile}: ${field.label}`}
              leftSection={<IconUpload size={15} stroke={1.6} aria-hidden />}
              loading={sending.isPending}
              style={{ flexShrink: 0 }}
            >
              {value ? words.fields.replaceFile : words.fields.chooseFile}
            </Button>
          )}
        </FileButton>
      </Group>
      {sending.isPending && (
        <Progress value={gone * 100} size="sm" mt={6} aria-label={words.fields.uploading(field.label)} />
      )}
    </Input.Wrapper>
  )
}

/** The name of a file, cut when there is no room. */
export function FileName({ file }: { readonly file: FileValue }) {
  return (
    <Text size="sm" truncate miw={0}>
      {file.name}
    </Text>
  )
}
