import { Skeleton } from '@mantine/core'
import { isRichText, paragraphsOf, plainText, type RichText } from '@tendero/model/rich-text'
import { lazy, Suspense } from 'react'
import { withWords } from '../kernel/slice-words.ts'
import { type CellProps, defineKind, type InputProps } from './field-kind.tsx'
import { RichTextView } from './rich-text/rich-text-view.tsx'
import { TextFilter } from './text-filter.tsx'

const RichTextEditor = lazy(
  withWords(() => import('./rich-text/rich-text-editor.tsx').then((module) => ({ default: module.RichTextEditor }))),
)

function readRich(raw: unknown): RichText | null {
  if (typeof raw === 'string') return raw.trim() === '' ? null : paragraphsOf(raw)
  return isRichText(raw) ? raw : null
}

function Input(props: InputProps<RichText>) {
  return (
    <Suspense fallback={<Skeleton height={140} />}>
      <RichTextEditor {...props} />
    </Suspense>
  )
}

function Cell({ value, oneLine }: CellProps<RichText>) {
  return oneLine ? <>{plainText(value).split('\n', 1)[0]}</> : <RichTextView value={value} />
}

export const richText = defineKind<RichText>({
  kind: 'richText',
  read: readRich,
  Input,
  Cell,
  Filter: TextFilter,
  width: 260,
  multiline: true,
  compared: plainText,
  words: plainText,
})
