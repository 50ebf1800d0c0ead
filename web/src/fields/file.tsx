import { Anchor } from '@mantine/core'
import type { FileValue } from '@tendero/model/fields/file'
import { contentUrl } from '../files/file-links.ts'
import { useWords } from '../kernel/language.ts'
import { type CellProps, cellLink, defineKind, type InputProps } from './field-kind.tsx'
import { FileInput, FileName } from './file-input.tsx'
import { readFile } from './read-file.ts'
import { seekText } from './seek.ts'

function Input(props: InputProps<FileValue>) {
  return <FileInput {...props} show={(file) => <FileName file={file} />} />
}

function Cell({ value, oneLine, plain }: CellProps<FileValue>) {
  const words = useWords()
  if (plain) return value.name
  return (
    <Anchor
      href={contentUrl(value.id)}
      target="_blank"
      rel="noreferrer noopener"
      {...cellLink(oneLine)}
      title={words.fields.openLink}
    >
      {value.name}
    </Anchor>
  )
}

export const file = defineKind<FileValue>({
  kind: 'file',
  read: readFile,
  Input,
  Cell,
  width: 190,
  multiline: true,
  ofOne: true,
  seek: seekText,
  compared: ({ name }) => name,
})
