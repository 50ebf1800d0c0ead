import type { FileValue } from '@tendero/model/fields/file'
import { type ImageVariant, imageMediaTypes } from '@tendero/model/fields/image'
import { contentUrl, variantUrl } from '../files/file-links.ts'
import { useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, type InputProps } from './field-kind.tsx'
import { FileInput } from './file-input.tsx'
import classes from './image.module.css'
import { readFile } from './read-file.ts'
import { seekText } from './seek.ts'

interface PictureProps {
  readonly file: FileValue
  readonly side: ImageVariant
  readonly className?: string
}

/** An image by the variant that fits its place. */
function Picture({ file, side, className }: PictureProps) {
  return <img src={variantUrl(file.id, side)} alt={file.name} loading="lazy" decoding="async" className={className} />
}

function Input(props: InputProps<FileValue>) {
  return (
    <FileInput
      {...props}
      accept={imageMediaTypes.join(',')}
      show={(file) => <Picture file={file} side={64} className={classes.chosen} />}
    />
  )
}

function Cell({ value, oneLine, plain }: CellProps<FileValue>) {
  const words = useWords()
  if (plain) return value.name
  if (oneLine) return <Picture file={value} side={64} className={classes.line} />
  return (
    <a href={contentUrl(value.id)} target="_blank" rel="noreferrer noopener" title={words.fields.openLink}>
      <Picture file={value} side={256} className={classes.whole} />
    </a>
  )
}

export const image = defineKind<FileValue>({
  kind: 'image',
  read: readFile,
  Input,
  Cell,
  width: 90,
  multiline: true,
  ofOne: true,
  seek: seekText,
  compared: ({ name }) => name,
})
